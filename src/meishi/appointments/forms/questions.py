"""What customers are asked: rows of the form of a service."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meishi.appointments.models import Service
from meishi.appointments.rules.questions import (
    LONGEST_ANSWER,
    LONGEST_LABEL,
    MOST_CHOICES,
    MOST_QUESTIONS,
    Question,
)
from meishi.cards.forms.items import ItemFormSet, item_formset
from meishi.lib.ids import public_id

KIND_LABELS = [
    ("line", _("One line")),
    ("paragraph", _("Several lines")),
    ("choice", _("One of several choices")),
    ("yes_no", _("Yes or no")),
]


class QuestionForm(forms.Form):
    """One question. Its `id` stays when its words change."""

    id = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("Question"),
        max_length=LONGEST_LABEL,
        error_messages={"required": _("Write the question.")},
    )
    kind = forms.ChoiceField(
        label=_("Answered by"), choices=KIND_LABELS, initial="line"
    )
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        max_length=MOST_CHOICES * LONGEST_ANSWER["choice"],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Each on a line of its own."),
    )
    is_required = forms.BooleanField(label=_("Has to be answered"), required=False)

    def clean_choices(self) -> tuple[str, ...]:
        """Return the lines that say something."""
        lines = (line.strip() for line in self.cleaned_data["choices"].splitlines())
        choices = tuple(line for line in lines if line)
        if len(set(choices)) < len(choices):
            raise ValidationError(_("Two of the choices are the same."))
        if len(choices) > MOST_CHOICES:
            words = _("There can be at most %(count)d choices.")
            raise ValidationError(words, params={"count": MOST_CHOICES})
        if any(len(choice) > LONGEST_ANSWER["choice"] for choice in choices):
            words = _("A choice has at most %(count)d characters.")
            raise ValidationError(words, params={"count": LONGEST_ANSWER["choice"]})
        return choices

    def clean(self) -> dict[str, Any]:
        """A question of choice has choices, and no other."""
        sent = self.cleaned_data
        if sent.get("kind") != "choice":
            sent["choices"] = ()
            self.errors.pop("choices", None)
        elif not sent.get("choices") and "choices" not in self.errors:
            self.add_error("choices", _("Write what can be chosen."))
        return sent


def question_rows(service: Service, data: Any = None) -> ItemFormSet:
    """Return the rows of what customers are asked."""
    stored = [
        {**row, "choices": "\n".join(row.get("choices", ()))}
        for row in service.questions
    ]
    return item_formset(
        QuestionForm,
        data=data,
        initial=stored,
        prefix="questions",
        max_items=MOST_QUESTIONS,
    )


def questions_in(rows: ItemFormSet, service: Service) -> tuple[Question, ...]:
    """Return the questions of valid rows; new ones get a name of their own."""
    known = [str(row["id"]) for row in service.questions]
    found = []
    for row in rows.values():
        name = row.pop("id")
        is_known = name in known
        if is_known:
            known.remove(name)
        found.append(Question(id=name if is_known else public_id(8), **row))
    return tuple(found)
