"""What a customer fills in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meishi.appointments.models import Service
from meishi.appointments.rules.questions import Question, from_json
from meishi.appointments.services.customer import Customer
from meishi.formats import phone

LONGEST_MESSAGE = 2000


class DetailsForm(forms.Form):
    """Who comes, and the answers to what the service asks.

    `customer()` after `is_valid()` is what was said. `country` (ISO 3166-1 alpha-2) is
    where numbers without a country are dialled.
    """

    required_css_class = "is-required"

    def __init__(
        self, *args: Any, service: Service, country: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.country = country
        self.questions = from_json(service.questions)
        is_phone_needed = service.place == Service.Place.PHONE
        self.fields |= {
            "name": _line(_("Name"), 200, autocomplete="name"),
            "email": forms.EmailField(
                label=_("E-mail"),
                max_length=254,
                widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
                error_messages={
                    "required": _("Write your e-mail address."),
                    "invalid": _("This is no e-mail address."),
                },
            ),
            "phone": _line(
                _("Phone"),
                40,
                is_required=is_phone_needed,
                autocomplete="tel",
                inputmode="tel",
                dir="ltr",
            ),
        }
        if service.place == Service.Place.CUSTOMER:
            self.fields["place_detail"] = _line(
                _("Address"), 500, autocomplete="street-address"
            )
        for question in self.questions:
            self.fields[f"q-{question.id}"] = _field(question)
        self.fields["message"] = forms.CharField(
            label=_("Message"),
            required=False,
            max_length=LONGEST_MESSAGE,
            widget=forms.Textarea({"rows": 3}),
        )

    def clean_phone(self) -> str:
        """A number that can be dialled, in E.164 where that is possible."""
        text: str = self.cleaned_data["phone"]
        number = phone.parse(text, self.country)
        if text and not number.is_valid:
            raise ValidationError(
                _("Write the number with its country, such as +1 202 555 0123.")
            )
        return number.text[:40]

    def customer(self, *, time_zone: str, language: str) -> Customer:
        """Return what was said."""
        said = self.cleaned_data
        return Customer(
            name=said["name"],
            email=said["email"],
            phone=said["phone"],
            time_zone=time_zone,
            language=language,
            message=said["message"],
            place_detail=said.get("place_detail", ""),
            answers=tuple(
                {"question": question.label, "answer": self._answer(question)}
                for question in self.questions
            ),
        )

    def _answer(self, question: Question) -> str:
        value = self.cleaned_data[f"q-{question.id}"]
        if question.kind == "yes_no":
            return _("Yes") if value else _("No")
        return str(value)


class ReasonForm(forms.Form):
    """Why, if they like to say."""

    reason = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("Reason (optional)")


def _line(
    label: str, longest: int, *, is_required: bool = True, **attributes: str
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=is_required,
        widget=forms.TextInput(attributes),
        error_messages={"required": _("This is needed.")},
    )


def _field(question: Question) -> forms.Field:
    needed = {"required": _("This is needed.")}
    common: dict[str, Any] = {"label": question.label, "error_messages": needed}
    common["required"] = question.is_required
    if question.kind == "yes_no":
        return forms.BooleanField(**common)
    if question.kind == "choice":
        choices = [("", _("Choose")), *((c, c) for c in question.choices)]
        return forms.ChoiceField(choices=choices, **common)
    if question.kind == "paragraph":
        widget = forms.Textarea({"rows": 3})
        return forms.CharField(max_length=2000, widget=widget, **common)
    return forms.CharField(max_length=200, **common)
