from django.urls import path

from .views import factor, me, reset, signing

app_name = "access"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("post/", signing.switch_post, name="switch_post"),
    path("me/", me.me, name="me"),
    path("me/language/", me.language, name="language"),
    path("me/sessions/", me.end_sessions, name="end_sessions"),
    path("me/factor/", factor.choose, name="factor"),
    path("reset/<uuid:account>/", reset.reset, name="reset"),
]
