"""地址: pages of this app; the name of an act is the name of its address. Each part lists its own."""

from oversight.projects.urls_building import urlpatterns as building
from oversight.projects.urls_collecting import urlpatterns as collecting
from oversight.projects.urls_rollup import urlpatterns as rollup
from oversight.projects.urls_selecting import urlpatterns as selecting
from oversight.projects.urls_voting import urlpatterns as voting

app_name = "projects"
urlpatterns = [*collecting, *selecting, *voting, *building, *rollup]
