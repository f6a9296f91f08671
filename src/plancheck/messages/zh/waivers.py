"""Messages in Chinese about waivers and baselines, sorted by id."""

TEXTS: dict[str, str] = {
    "baseline.damaged": "{file}：基线文件已损坏或被改动，不能用。请用 plancheck baseline 重新生成。",
    "baseline.mended": "基线里有 {count} 条已经补上（{path}）。可以用 plancheck baseline 重新生成。",
    "baseline.reason": "基线中已有，不是新问题",
    "baseline.suffix": "基线文件 {path} 的扩展名请用 {suffix}，以便和豁免文件区分。",
    "baseline.unread": "读不出，没有记入基线：{path}",
    "baseline.unreadable": "{file}：基线文件读不出（{reason}）。",
    "baseline.written": '已把现有的 {count} 个问题记入基线 {path}。在 plancheck.toml 写 waivers = ["{path}"]，以后只报新问题。',
    "waiver.expired": "豁免已过期（{expires}），不再有效：{rule}，{plan}（{path}）。请续期或删去。",
    "waiver.no-day": "{file}: {key}：不是日期。请写成 expires = 2025-12-31。",
    "waiver.no-reason": "{file}: {key}：请写明理由，至少 {least} 个字，不能是占位的空白。",
    "waiver.refused": "评审方案规定不得豁免，没有采用：{rule}，{plan}（{path}）。",
    "waiver.unused": "这条豁免在本次检查的计划里没有用上：{rule}，{plan}（{path}）。可以删去。",
    "waiver.void": "本次检查不采用豁免（--no-waivers）。",
}
