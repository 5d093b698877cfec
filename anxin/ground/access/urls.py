from django.urls import path

from .views import approvals, emergency, factor, me, reset, signing

app_name = "access"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("post/", signing.switch_post, name="switch_post"),
    path("requests/", approvals.requests, name="requests"),
    path("requests/keys/", approvals.ask_keys, name="ask_keys"),
    path("requests/<uuid:approval>/take-back/", approvals.take_back, name="take_back"),
    path("decisions/", approvals.decisions, name="decisions"),
    path("decisions/<uuid:approval>/", approvals.decision, name="decision"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/<uuid:access>/end/", emergency.end, name="emergency_end"),
    path("reviews/", emergency.reviews, name="reviews"),
    path("reviews/late/", emergency.late, name="late_reviews"),
    path("reviews/<uuid:access>/", emergency.review, name="review"),
    path("me/", me.me, name="me"),
    path("me/language/", me.language, name="language"),
    path("me/sessions/", me.end_sessions, name="end_sessions"),
    path("me/factor/", factor.choose, name="factor"),
    path("reset/<uuid:account>/", reset.reset, name="reset"),
]
