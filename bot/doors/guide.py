"""The owner's guide: pages that were built with the package (`guide/`), served as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aiohttp import web

from domain.languages import LANGUAGES, SOURCE

PAGES = Path(__file__).parents[1] / "guide_pages"
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "max-age=3600",
}
NOT_BUILT = "The guide is not built here. In a clone: uv run python -m guide\n"


class GuidePages:
    """Below /guide/, in each language."""

    def __init__(self, pages: Path = PAGES) -> None:
        self.pages = pages

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/guide", self.front), web.get("/guide/", self.front), web.get("/guide/{path:.+}", self.page)]

    async def front(self, request: web.Request) -> web.StreamResponse:
        """To the reader's own language."""
        raise web.HTTPFound(f"/guide/{_wanted(request.headers.get('Accept-Language', ''))}/index.html")

    async def page(self, request: web.Request) -> web.StreamResponse:
        file = (self.pages / request.match_info["path"]).resolve()
        if not self.pages.is_dir():
            return web.Response(status=404, text=NOT_BUILT)
        if not file.is_relative_to(self.pages.resolve()):
            raise web.HTTPNotFound
        if file.name in LANGUAGES and file.is_dir():
            raise web.HTTPFound(f"/guide/{file.name}/index.html")
        if not file.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(file, headers=HEADERS)


def _wanted(accepted: str) -> str:
    """The first of ours that the browser names."""
    named: Sequence[str] = [part.split(";")[0].strip()[:2].lower() for part in accepted.split(",")]
    return next((one for one in named if one in LANGUAGES), SOURCE)
