"""Messages in English about waivers and baselines, sorted by id."""

TEXTS: dict[str, str] = {
    "waiver.expired": "A waiver has expired ({expires}) and lets nothing pass: {rule}, {plan} ({path}). Renew or delete it.",
    "waiver.no-day": "{file}: {key}: no date. Write it as expires = 2025-12-31.",
    "waiver.no-reason": "{file}: {key}: write the reason, at least {least} characters and no placeholder.",
    "waiver.reason": "{title}: {reason} ({who})",
    "waiver.reason.until": "{title}: {reason} ({who}, until {expires})",
    "waiver.refused": "The profile lets nobody waive this, so it was not heeded: {rule}, {plan} ({path}).",
    "waiver.unused": "This waiver met nothing in the plans of this run: {rule}, {plan} ({path}). It can be deleted.",
    "waiver.void": "Waivers are set aside in this run (--no-waivers).",
}
