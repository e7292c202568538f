/* The IE engine cannot show these pages: it is sent to a plain page that says what to do.
   Written for that engine; nothing newer may be used here. */
(function () {
  var scripts = document.getElementsByTagName("script");
  var stop = scripts[scripts.length - 1].getAttribute("data-stop");
  if (stop && (document.documentMode || typeof window.Promise === "undefined")) {
    window.location.replace(stop);
  }
})();
