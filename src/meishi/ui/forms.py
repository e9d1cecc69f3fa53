"""A form that shows how fields look, for the style guide."""

from django import forms


class SampleForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(help_text="As you say it.")
    role = forms.CharField(required=False)
    script = forms.ChoiceField(choices=[("latn", "Latin"), ("jpan", "Japanese")])
    note = forms.CharField(widget=forms.Textarea, required=False)
    side = forms.ChoiceField(
        choices=[("face", "Face"), ("code", "Code")],
        widget=forms.RadioSelect,
        required=False,
    )
    is_listed = forms.BooleanField(required=False, label="Listed")
