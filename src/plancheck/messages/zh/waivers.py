"""Messages in Chinese about waivers and baselines, sorted by id."""

TEXTS: dict[str, str] = {
    "waiver.expired": "豁免已过期（{expires}），不再有效：{rule}，{plan}（{path}）。请续期或删去。",
    "waiver.no-day": "{file}: {key}：不是日期。请写成 expires = 2025-12-31。",
    "waiver.no-reason": "{file}: {key}：请写明理由，至少 {least} 个字，不能是占位的空白。",
    "waiver.reason": "{title}：{reason}（{who}）",
    "waiver.reason.until": "{title}：{reason}（{who}，至 {expires}）",
    "waiver.refused": "评审方案规定不得豁免，没有采用：{rule}，{plan}（{path}）。",
    "waiver.unused": "这条豁免在本次检查的计划里没有用上：{rule}，{plan}（{path}）。可以删去。",
    "waiver.void": "本次检查不采用豁免（--no-waivers）。",
}
