"""The request as views see it, after the middleware has put the post at work into it."""

from django.http import HttpRequest

from .models import Post
from .reach import Reach


class Request(HttpRequest):
    """An HttpRequest with the post at work, its reach, and the posts its account holds.

    ``post`` and ``reach`` are missing for anonymous callers; the gate lets those reach public views only.
    """

    post: Post
    reach: Reach
    posts: list[Post]
    post_lost: bool = False  # the post this session acted in ended meanwhile
