"""The house's addresses with those of single sign-on, as a start with oidc.json has them."""

from django.urls import include, path

from anxin.config.urls import urlpatterns as house
from anxin.ground.access.signin_urls import outside

urlpatterns = [*house, path("access/", include(outside()))]
