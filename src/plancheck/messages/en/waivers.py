"""Messages in English about waivers and baselines, sorted by id."""

TEXTS: dict[str, str] = {
    "baseline.damaged": "{file}: the baseline is damaged or was changed, and cannot be used. Write it anew with plancheck baseline.",
    "baseline.mended": "Of the baseline, mended by now: {count} ({path}). Write it anew with plancheck baseline.",
    "baseline.reason": "in the baseline, not new",
    "baseline.suffix": "Let the baseline {path} end in {suffix}, so that it is told from a file of waivers.",
    "baseline.unread": "could not be read and is not in the baseline: {path}",
    "baseline.unreadable": "{file}: the baseline cannot be read ({reason}).",
    "baseline.written": 'Wrote {count} findings of today to the baseline {path}. With waivers = ["{path}"] in plancheck.toml only new ones are told.',
    "waiver.expired": "A waiver has expired ({expires}) and lets nothing pass: {rule}, {plan} ({path}). Renew or delete it.",
    "waiver.no-day": "{file}: {key}: no date. Write it as expires = 2025-12-31.",
    "waiver.no-reason": "{file}: {key}: write the reason, at least {least} characters and no placeholder.",
    "waiver.refused": "The profile lets nobody waive this, so it was not heeded: {rule}, {plan} ({path}).",
    "waiver.unused": "This waiver met nothing in the plans of this run: {rule}, {plan} ({path}). It can be deleted.",
    "waiver.void": "Waivers are set aside in this run (--no-waivers).",
}
