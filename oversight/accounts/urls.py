"""地址: signing in, the deputy's code, one's own account."""

from django.urls import path

from oversight.accounts.views import codes, me, second_factor, sign_in, tokens

app_name = "accounts"
urlpatterns = [
    path("d/<str:code>", codes.code_link, name="code_link"),
    path("account/", me.me, name="me"),
    path("account/login/", sign_in.login, name="login"),
    path("account/second-step/", sign_in.second_step, name="second_step"),
    path("account/code/", codes.code, name="code"),
    path("account/sign-out/", sign_in.sign_out, name="sign_out"),
    path("account/language/", sign_in.language, name="language"),
    path("account/password/", me.change_password, name="change_password"),
    path("account/second-factor/enrol/", second_factor.enrol, name="enrol"),
    path(
        "account/second-factor/recovery-codes/",
        second_factor.recovery_codes,
        name="recovery_codes",
    ),
    path(
        "account/second-factor/remove/",
        second_factor.remove_second_factor,
        name="remove_second_factor",
    ),
    path("account/devices/others/revoke/", me.revoke_other_devices, name="revoke_other_devices"),
    path("account/devices/<slug:public_id>/revoke/", me.revoke_device, name="revoke_device"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<slug:public_id>/revoke/", tokens.revoke_token, name="revoke_token"),
]
