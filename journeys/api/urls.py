"""The part of /api/v1/ on journeys, customers, events and the machinery."""

from django.urls import path

from journeys.api.conversions import ConversionsView
from journeys.api.customers import CustomersView, CustomerView
from journeys.api.drafts import DraftView, PublishView, ValidateView, VersionsView, VersionView
from journeys.api.events import AttributesView, EventNamesView, EventsView, EventView
from journeys.api.filing import FilingView
from journeys.api.gallery import CatalogueView, GalleryTopicsView, GalleryView
from journeys.api.home import HomeView
from journeys.api.journeys import JourneysView, JourneyView
from journeys.api.lifecycle import ArchiveView, EnrolView, PauseView, ResumeView, RetryRunsView
from journeys.api.operations import OperationsView, ParkedView, RetryParkedView
from journeys.api.people import StepPeopleView
from journeys.api.previews import (
    ContentPreviewView,
    LiquidView,
    MessagePreviewView,
    SchedulePreviewView,
)
from journeys.api.runs import (
    CountersView,
    EndRunView,
    EntriesView,
    JourneyRunsView,
    RetryRunView,
    RunView,
)
from journeys.api.simulation import SimulateView
from journeys.api.testing import TestMessageView
from journeys.api.timeline import TimelineView

urlpatterns = [
    path("catalogue", CatalogueView.as_view()),
    path("gallery", GalleryView.as_view()),
    path("gallery/<str:slug>/topics", GalleryTopicsView.as_view()),
    path("filing", FilingView.as_view()),
    path("journeys", JourneysView.as_view()),
    path("journeys/<str:ref>", JourneyView.as_view()),
    path("journeys/<str:ref>/draft", DraftView.as_view()),
    path("journeys/<str:ref>/validate", ValidateView.as_view()),
    path("journeys/<str:ref>/preview", MessagePreviewView.as_view()),
    path("journeys/<str:ref>/simulate", SimulateView.as_view()),
    path("journeys/<str:ref>/publish", PublishView.as_view()),
    path("journeys/<str:ref>/pause", PauseView.as_view()),
    path("journeys/<str:ref>/resume", ResumeView.as_view()),
    path("journeys/<str:ref>/archive", ArchiveView.as_view()),
    path("journeys/<str:ref>/enrol", EnrolView.as_view()),
    path("journeys/<str:ref>/versions", VersionsView.as_view()),
    path("journeys/<str:ref>/versions/<int:number>", VersionView.as_view()),
    path("journeys/<str:ref>/counters", CountersView.as_view()),
    path("journeys/<str:ref>/counters/entries", EntriesView.as_view()),
    path("journeys/<str:ref>/runs", JourneyRunsView.as_view()),
    path("journeys/<str:ref>/runs/retry", RetryRunsView.as_view()),
    path("journeys/<str:ref>/steps/<str:step>/customers", StepPeopleView.as_view()),
    path("journeys/<str:ref>/steps/<str:step>/test-message", TestMessageView.as_view()),
    path("runs/<str:ref>", RunView.as_view()),
    path("runs/<str:ref>/retry", RetryRunView.as_view()),
    path("runs/<str:ref>/end", EndRunView.as_view()),
    path("customers", CustomersView.as_view()),
    path("customers/<str:ref>", CustomerView.as_view()),
    path("customers/<str:ref>/timeline", TimelineView.as_view()),
    path("events", EventsView.as_view()),
    path("events/<uuid:event_id>", EventView.as_view()),
    path("home", HomeView.as_view()),
    path("schema/attributes", AttributesView.as_view()),
    path("schema/events", EventNamesView.as_view()),
    path("schema/liquid", LiquidView.as_view()),
    path("conversions", ConversionsView.as_view()),
    path("content/preview", ContentPreviewView.as_view()),
    path("schedule/preview", SchedulePreviewView.as_view()),
    path("parked", ParkedView.as_view()),
    path("parked/<int:lane>-<int:parked_id>/retry", RetryParkedView.as_view()),
    path("operations", OperationsView.as_view()),
]
