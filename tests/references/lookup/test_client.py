"""The client against a real server that is slow, broken, rude or all of them."""

import datetime
import gzip
import json
import threading
from email.utils import format_datetime

import pytest

from references.lookup.client import Client, Limits
from references.lookup.retry_after import seconds_to_wait
from references.registry import Caller, Question, WorkId, registry_named
from tests.references.lookup.conftest import NOON
from tests.references.lookup.registry_server import CROSSREF_WORKS, GULER, Reply, as_json

CROSSREF = registry_named("crossref")
WORK = WorkId("doi", GULER)
QUICK = Limits(silence=5)
SOMEBODY = Caller("evidence-review/1")
WHOLE = as_json({"message": CROSSREF_WORKS[GULER]})


@pytest.fixture
def ask(server, time):
    def call(limits=QUICK, caller=SOMEBODY, questions=None, registry=CROSSREF):
        with Client(caller, time.clock, server.base_urls, limits) as client:
            return client.ask(registry, questions or registry.ask((WORK,)))

    return call


def titles(asked):
    return [record.reference.title for each in asked for record in each.answer.records]


def test_a_record_comes_back(ask, server):
    (asked,) = ask()
    assert titles([asked]) == ["Magnesium Sulfate Pretreatment Reduces Myoclonus After Etomidate"]
    assert [each.path for each in server.asked] == [f"/crossref/works/{GULER}"]


def test_retry_after_in_seconds_is_obeyed(ask, server, time):
    server.instead = [Reply(429, b"", {"Retry-After": "7"})]
    assert titles(ask())
    assert time.slept == [7]


def test_retry_after_as_a_date_is_obeyed(ask, server, time):
    until = format_datetime(NOON + datetime.timedelta(seconds=30), usegmt=True)
    server.instead = [Reply(429, b"", {"Retry-After": until})]
    assert titles(ask())
    assert time.slept == [30]


@pytest.mark.parametrize("said", ["", "soon", "-3", "Mon, 99 Foo", "1" * 30, "NaN"])
def test_a_retry_after_that_means_nothing_is_passed_over(said):
    assert seconds_to_wait({"retry-after": said}, NOON) is None


def test_a_retry_after_in_the_past_is_no_wait():
    assert seconds_to_wait({"retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"}, NOON) == 0


def test_a_service_that_asks_for_an_hour_is_left(ask, server, time):
    server.always = Reply(429, b"", {"Retry-After": "3600"})
    (asked,) = ask()
    assert asked.failure == "Crossref: answered 429; it asks to wait 3600 s"
    assert len(server.asked) == 1
    assert time.slept == []


def test_failures_of_the_server_pass_with_growing_waits(ask, server, time):
    server.instead = [Reply(503, b""), Reply(500, b""), Reply(502, b"")]
    assert titles(ask())
    assert time.slept == [1, 2, 4]


def test_a_server_that_always_fails_is_given_up(ask, server):
    server.always = Reply(500, b"")
    (asked,) = ask()
    assert asked.failure == "Crossref: answered 500"
    assert not asked.absent
    assert len(server.asked) == 4


def test_a_body_cut_short_is_asked_for_again(ask, server):
    server.instead = [Reply(200, WHOLE.body[:100], length=len(WHOLE.body))]
    assert titles(ask())
    assert len(server.asked) == 2


def test_a_body_cut_short_by_a_proxy_that_mends_its_length_is_asked_for_again(ask, server):
    server.instead = [Reply(200, WHOLE.body[:100])]
    assert titles(ask())
    assert len(server.asked) == 2


def test_a_server_that_hangs_is_given_up(ask, server):
    server.always = Reply(hang=True)
    (asked,) = ask(Limits(silence=0.05, attempts=2))
    assert asked.failure == "Crossref: did not answer in time"
    assert server.heard(2)
    assert len(server.asked) == 2


def test_an_answer_that_never_ends_is_given_up(ask, time, monkeypatch, server):
    seconds = iter(range(0, 100_000, 100))
    monkeypatch.setattr(time, "now", 0)
    clock = time.clock
    slow = type(clock)(clock.moment, lambda: float(next(seconds)), clock.sleep)
    with Client(
        Caller("x"), slow, server.base_urls, Limits(silence=1, whole=50, attempts=1)
    ) as client:
        (asked,) = client.ask(CROSSREF, CROSSREF.ask((WORK,)))
    assert asked.failure == "Crossref: did not finish its answer in time"


def test_a_server_that_is_not_there_is_a_failure_and_not_an_absence(time):
    with Client(Caller("x"), time.clock, {"crossref": "http://127.0.0.1:9"}, QUICK) as client:
        (asked,) = client.ask(CROSSREF, CROSSREF.ask((WORK,)))
    assert asked.failure == "Crossref: cannot be reached (ConnectError)"
    assert not asked.absent


@pytest.mark.parametrize("status", [200, 404])
def test_a_web_page_is_no_answer(ask, server, status):
    server.always = Reply(status, b"<!DOCTYPE html><p>Please log in to the wireless network")
    (asked,) = ask()
    assert asked.failure
    assert not asked.absent


def test_a_plain_404_is_an_absence(ask, server):
    server.always = Reply(404, b"Resource not found.")
    (asked,) = ask()
    assert asked.absent
    assert not asked.failure


@pytest.mark.parametrize("status", [400, 401, 403, 418])
def test_a_refusal_is_not_repeated(ask, server, status):
    server.always = Reply(status, b"{}")
    (asked,) = ask()
    assert asked.failure == f"Crossref: answered {status}"
    assert len(server.asked) == 1


@pytest.mark.parametrize(("name", "status"), [("openalex", 403), ("pubmed", 400)])
def test_a_service_may_have_a_status_of_its_own_for_being_busy(ask, server, name, status):
    registry = registry_named(name)
    server.instead = [Reply(status, b"<ERROR>proxy_stream(): 502</ERROR>")]
    assert titles(
        ask(questions=registry.ask((WorkId("pmid", "16115978"),)), registry=registry)
    ) or (name == "openalex")
    assert len(server.asked) == 2


def test_a_huge_answer_is_cut_off(ask, server):
    server.always = Reply(200, b" " * 50_000)
    (asked,) = ask(Limits(size=10_000))
    assert asked.failure == "Crossref: sent more than 10,000 bytes and was cut off"


def test_an_answer_that_unpacks_to_a_huge_one_is_cut_off(ask, server):
    packed = gzip.compress(b" " * 5_000_000)
    assert len(packed) < 10_000
    server.always = Reply(200, packed, {"Content-Encoding": "gzip"})
    (asked,) = ask(Limits(size=1_000_000))
    assert "was cut off" in asked.failure


def test_an_answer_that_cannot_be_unpacked_is_a_failure(ask, server):
    server.always = Reply(200, b"no gzip at all", {"Content-Encoding": "gzip"})
    (asked,) = ask()
    assert asked.failure == "Crossref: sent an answer that cannot be unpacked"


def test_a_redirect_within_the_service_is_followed(ask, server):
    server.instead = [Reply(301, b"", {"Location": f"/crossref/works/{GULER}"})]
    assert titles(ask())


def test_redirects_in_a_circle_end(ask, server):
    server.always = Reply(302, b"", {"Location": "/crossref/works/again"})
    (asked,) = ask()
    assert asked.failure == "Crossref: redirects more than 5 times"
    assert len(server.asked) == 6


@pytest.mark.parametrize("place", ["http://localhost:1/x", "https://example.org/", "ftp://x/y"])
def test_a_redirect_elsewhere_is_refused(ask, server, place):
    server.always = Reply(307, b"", {"Location": place})
    (asked,) = ask(caller=Caller("x", "me@example.org"))
    assert "redirects elsewhere" in asked.failure or "cannot be asked" in asked.failure
    assert len(server.asked) == 1


@pytest.mark.parametrize("place", ["http://[", "\x00", "http://a b/"])
def test_a_redirect_to_nowhere_is_a_failure(ask, server, place):
    server.always = Reply(302, b"", {"Location": place})
    (asked,) = ask()
    assert asked.failure


def test_an_answer_in_another_encoding_is_read(ask, server):
    work = CROSSREF_WORKS[GULER] | {"title": ["Myoclonus nach Güler"]}
    body = json.dumps({"message": work}, ensure_ascii=False).encode("latin-1")
    server.always = Reply(200, body)
    assert titles(ask()) == ["Myoclonus nach Güler"]


def test_a_service_that_fails_on_and_on_is_asked_no_more(ask, server):
    server.always = Reply(500, b"")
    questions = tuple(Question(f"works/{number}") for number in range(8))
    asked = ask(Limits(attempts=2, failures=3), questions=questions)
    assert len(server.asked) == 6
    assert asked[-1].failure == "Crossref failed 3 times in a row and was left"


def test_requests_keep_the_pace(ask, time):
    questions = tuple(Question(f"works/{GULER}", (("n", str(number)),)) for number in range(5))
    ask(questions=questions)
    assert time.slept == [1, 1, 1, 1]


def test_a_slower_pace_that_the_service_asks_for_is_kept(ask, server, time):
    told = {"X-Rate-Limit-Limit": "1", "X-Rate-Limit-Interval": "5s"}
    server.instead = [Reply(200, WHOLE.body, told)]
    questions = tuple(Question(f"works/{GULER}", (("n", str(number)),)) for number in range(3))
    ask(questions=questions)
    assert time.slept == [1, 5]


@pytest.mark.parametrize("limit", ["0", "many", "-1", "9" * 30])
def test_a_pace_that_means_nothing_is_passed_over(limit):
    headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": "1s"}
    assert CROSSREF.pace_told(headers) is None


def test_answers_come_in_the_order_of_the_questions(ask):
    questions = tuple(Question(f"works/{doi}") for doi in CROSSREF_WORKS) * 4
    asked = ask(caller=Caller("x", "me@example.org"), questions=questions)
    assert [each.question for each in asked] == list(questions)
    assert [each.answer.records[0].reference.doi for each in asked] == [*CROSSREF_WORKS] * 4


def test_a_polite_caller_asks_three_questions_at_once_and_never_four(ask, server):
    """Each answer waits until three questions stand before the server."""
    meeting = threading.Barrier(3, timeout=20)
    running: list[int] = []
    most: list[int] = []

    def reply(_asked):
        running.append(1)
        most.append(len(running))
        meeting.wait()
        running.pop()
        return WHOLE

    server.reply = reply
    questions = tuple(Question(f"works/{number}") for number in range(6))
    asked = ask(Limits(silence=30), Caller("x", "me@example.org"), questions)
    assert len(titles(asked)) == 6
    assert max(most) == 3


def test_a_caller_says_who_asks(ask, server):
    ask(caller=Caller("evidence-review/1", "me@example.org"))
    (seen,) = server.asked
    assert seen.headers["user-agent"] == "evidence-review/1 (mailto:me@example.org)"
    assert seen.parameters == {"mailto": "me@example.org"}


def test_pubmed_is_told_tool_address_and_key(ask, server):
    pubmed = registry_named("pubmed")
    caller = Caller("evidence-review/1", "me@example.org", {"pubmed": "k", "openalex": "secret"})
    ask(caller=caller, questions=pubmed.ask((WorkId("pmid", "16115978"),)), registry=pubmed)
    (seen,) = server.asked
    assert seen.method == "POST"
    assert seen.parameters == {
        "db": "pubmed",
        "retmode": "xml",
        "id": "16115978",
        "tool": "evidence-review",
        "email": "me@example.org",
        "api_key": "k",
    }
