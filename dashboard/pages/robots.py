"""Tells search engines to stay out: an alert that nobody reviewed should not be found by a name."""

from flask import Blueprint, Response

from dashboard.rendering import Page

blueprint = Blueprint("robots", __name__)
page = Page(blueprint, 90)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Show the file that crawlers read."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
