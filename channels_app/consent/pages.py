"""The customers' own pages: to unsubscribe, and to choose what to get.

A page to unsubscribe reads nothing of the customer: it shows only what its link says. Both act
on POST alone, for mail programs and scanners open every link (RFC 8058).
"""

from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from channels_app.consent import choices, tokens
from channels_app.consent.moved import home_of
from channels_app.consent.texts import Texts, texts_in
from channels_app.models import Topic
from workspaces.clock import now
from workspaces.models import Workspace

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class Page(View):
    """Finds whom the link speaks of. The token is the permission; there is no session."""

    purpose: tokens.Purpose
    token: tokens.Token
    workspace: Workspace
    texts: Texts

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        token = tokens.read(kwargs["token"], self.purpose)
        found = Workspace.objects.filter(id=token.workspace_id).first() if token else None
        if token is None or found is None or found.deleting_at:
            return self.shown("closed.html", texts=texts_in("en"), status=404)
        self.token, self.workspace = token, found
        self.texts = texts_in(found.language)
        return super().dispatch(request, *args, **kwargs)

    def shown(self, template: str, status: int = 200, **values: Any) -> HttpResponse:
        workspace = getattr(self, "workspace", None)
        known = {"workspace": workspace, "language": workspace.language if workspace else "en"}
        values = known | values
        response = render(self.request, f"channels_app/{template}", values, status=status)
        response["Content-Security-Policy"] = POLICY
        response["Referrer-Policy"] = "no-referrer"
        return response

    def keep(self, topic: str, state: choices.State, source: str) -> None:
        choices.store(
            connection.connection,
            self.workspace.id,
            self.token.lane,
            self.token.customer_id,
            self.token.channel,
            topic,
            state,
            source,
            now(),
        )

    def say(self, sentence: str, topic: Topic | None = None) -> str:
        name = choices.name_of(topic, self.workspace.language) if topic else ""
        return sentence.format(shop=self.workspace.name, topic=name)


class Unsubscribe(Page):
    """/u/<token>: GET asks, POST acts; again and again with the same result."""

    purpose = "u"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        topic, texts = self._topic(), self.texts
        return self.shown(
            "unsubscribe.html",
            texts=texts,
            question=self.say(texts.ask_topic if topic else texts.ask_all, topic),
            stop_topic=self.say(texts.stop_topic, topic) if topic else "",
        )

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        everything = request.POST.get("everything") == "1"
        topic = None if everything else self._topic()
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        with transaction.atomic():
            self.keep(
                topic.slug if topic else "",
                "withdrawn",
                "one-click" if one_click else "unsubscribe page",
            )
        sentence = self.texts.done_topic if topic else self.texts.done_all
        return self.shown("done.html", texts=self.texts, sentence=self.say(sentence, topic))

    def _topic(self) -> Topic | None:
        """The link's topic; one that is gone means all marketing."""
        return Topic.objects.filter(workspace_id=self.workspace.id, slug=self.token.topic).first()


class Preferences(Page):
    """/preferences/<token>: the channel, and each topic of the workspace."""

    purpose = "p"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._shown(saved=False)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        chosen = set(request.POST.getlist("topic"))
        with transaction.atomic():
            words = self._words()
            if words.get("") != "blocked":
                self._change(words.get("") != "withdrawn", "channel" in request.POST, "")
                for topic in choices.topics_of(self.workspace.id):
                    before = choices.wanted(words, topic)
                    self._change(before, topic.slug in chosen, topic.slug)
        return self._shown(saved=True)

    def _change(self, before: bool, after: bool, topic: str) -> None:
        if before is not after:
            self.keep(topic, "granted" if after else "withdrawn", "preference page")

    def _words(self) -> dict[str, str]:
        connection.ensure_connection()
        lane, customer = home_of(connection.connection, self.token.lane, self.token.customer_id)
        return choices.current(lane, customer, self.token.channel)

    def _shown(self, saved: bool) -> HttpResponse:
        words, texts = self._words(), self.texts
        topics = [
            {
                "slug": topic.slug,
                "name": choices.name_of(topic, self.workspace.language),
                "wanted": choices.wanted(words, topic),
            }
            for topic in choices.topics_of(self.workspace.id)
        ]
        return self.shown(
            "preferences.html",
            texts=texts,
            topics=topics,
            channel=words.get("", "granted") == "granted",
            blocked=self.say(texts.blocked) if words.get("") == "blocked" else "",
            explain=self.say(texts.explain),
            saved=saved,
        )
