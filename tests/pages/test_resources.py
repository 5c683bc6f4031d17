"""Courses, sessions and topics as linked data: the exact value that a small knowledge base gives."""

from collections.abc import Callable

from kb.base import KnowledgeBase
from kb.pages import all_pages
from kb.pages.embedded.data_block import Inside

FILES = {
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\ninstructors: [Ada]\nurl: https://x.example/c\nprogramme:\n"
    "  - {id: l1, title: L, date: 2020-01-02, minutes: 60, speakers: [Bob]}\n  - {id: l2, title: M, date: 2020-01-09}\n"
    "---\nA course.\n",
    "courses/c/l1.md": "---\ntitle: L\nformat: lecture\norder: 1\ntopics: [a]\nrequires: [b]\nvideo: javascript:x\n"
    "slides: https://x.example/s\n---\n[@k]\n",
    "topics/a.md": "---\ntitle: A $x^2$\naliases: [AA]\nrequires: [b]\n---\nWords.\n",
    "topics/b.md": "---\ntitle: B\n---\nWords.\n",
    "papers.bib": "@misc{k, title = {K}, doi = {10.1000/k}}\n",
}
L1 = {"@type": "LearningResource", "name": "L", "url": Inside("courses/c/l1.md")}


def test_a_course(base_of: Callable[..., KnowledgeBase]) -> None:
    assert all_pages(base_of(FILES))["courses/c/index.md"].linked == {
        "@context": "https://schema.org",
        "@id": Inside("courses/c/index.md"),
        "@type": "Course",
        "name": "C",
        "url": Inside("courses/c/index.md"),
        "provider": {"@type": "Organization", "name": "I"},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "instructor": [{"@type": "Person", "name": "Ada"}],
            "startDate": "2020-01-02",
            "endDate": "2020-01-09",
        },
        "sameAs": "https://x.example/c",
        "hasPart": [L1],
    }


def test_notes_are_based_on_a_session_that_somebody_gave(base_of: Callable[..., KnowledgeBase]) -> None:
    linked = all_pages(base_of(FILES))["courses/c/l1.md"].linked
    assert linked["isBasedOn"] == {
        "@type": "LearningResource",
        "name": "L",
        "learningResourceType": "lecture",
        "author": [{"@type": "Person", "name": "Bob"}],
        "dateCreated": "2020-01-02",
        "timeRequired": "PT60M",
        "url": "https://x.example/s",
    }
    assert linked["teaches"] == ["A x^2"] and linked["competencyRequired"] == ["B"]


def test_a_paper_is_cited_by_its_doi(base_of: Callable[..., KnowledgeBase]) -> None:
    cited = [{"@type": "ScholarlyArticle", "@id": "https://doi.org/10.1000/k", "name": "K"}]
    assert all_pages(base_of(FILES))["courses/c/l1.md"].linked["citation"] == cited


def test_a_topic_says_where_it_is_taught_and_what_it_needs(base_of: Callable[..., KnowledgeBase]) -> None:
    linked = all_pages(base_of(FILES))["topics/a.md"].linked
    assert (linked["isPartOf"], linked["competencyRequired"], linked["alternateName"]) == ([L1], ["B"], ["AA"])


def test_what_is_not_known_is_left_out(base_of: Callable[..., KnowledgeBase]) -> None:
    linked = all_pages(base_of({"courses/c/index.md": "---\ntitle: C\n---\nA course.\n"}))["courses/c/index.md"].linked
    assert linked.keys() == {"@context", "@id", "@type", "name", "url"}
