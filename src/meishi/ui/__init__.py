"""The look of the app: base templates, components, styles, scripts."""
