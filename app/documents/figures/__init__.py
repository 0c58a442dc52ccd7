"""The figures of the education sheets, drawn in lines that also print well in black and white."""

from collections.abc import Mapping

from app.documents.figures import (
    balance,
    crps_pain,
    depression_course,
    esketamine_visit,
    evidence_ladder,
    glutamate,
    help_now,
    infusion_pumps,
    ketamine_timeline,
    ocd_studies,
    ptsd_studies,
    question_pad,
    sober_days,
    social_anxiety_study,
)
from app.documents.figures.picture import Picture
from app.documents.layout import Drawing
from app.documents.pen import Pen
from app.documents.style import WIDTH
from app.documents.tags import Tag

FIGURES: Mapping[str, Picture] = {
    "glutamate": glutamate.PICTURE,
    "depression-course": depression_course.PICTURE,
    "ketamine-timeline": ketamine_timeline.PICTURE,
    "infusion-pumps": infusion_pumps.PICTURE,
    "esketamine-visit": esketamine_visit.PICTURE,
    "question-pad": question_pad.PICTURE,
    "writing-lines": question_pad.LINES,
    "balance": balance.PICTURE,
    "social-anxiety-study": social_anxiety_study.PICTURE,
    "ocd-studies": ocd_studies.PICTURE,
    "ptsd-studies": ptsd_studies.PICTURE,
    "sober-days": sober_days.PICTURE,
    "crps-pain": crps_pain.PICTURE,
    "help-now": help_now.PICTURE,
    "evidence-ladder": evidence_ladder.PICTURE,
}


def in_words(name: str, factor: float, language: str) -> str:
    """What a figure shows, in words, where its own are smaller than the text around it."""
    picture = FIGURES[name]
    said = picture.words.get(language) or picture.words["en"]
    return said["alt"] if picture.told and factor > WIDTH / picture.wide else ""


def figure(name: str, factor: float, language: str) -> Drawing:
    """A figure by its name; larger in large print, as far as the page is wide."""
    picture = FIGURES[name]
    scale = min(factor, WIDTH / picture.wide)
    say = picture.words.get(language) or picture.words["en"]

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        pen.canvas.scale(scale, scale)
        picture.draw(pen, x, top / scale, say)

    told = Tag("Figure", alt=say["alt"])
    return Drawing(picture.high * scale, act, before=10, after=8, tag=told)
