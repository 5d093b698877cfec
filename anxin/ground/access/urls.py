from django.urls import path

from .views import fields, signing

app_name = "access"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("post/", signing.switch_post, name="switch_post"),
    path("fields/", fields.fields, name="fields"),
]
