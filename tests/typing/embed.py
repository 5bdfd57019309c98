"""A stranger's tool that embeds the library, with every type written down: checked by mypy and pyright, and run."""

import json

import opsi_handbook as oh


class Lengths:
    """An embedding model, as a stranger would write one."""

    def encode(self, texts: list[str]) -> list[list[float]]:
        return [[len(text), text.count("e"), 1.0] for text in texts]


def first_actions(hb: oh.Handbook, advice: oh.Advice, layer: oh.Layer = oh.Layer.SOURCE) -> dict[str, list[str]]:
    best: list[oh.Recommendation] = [each for each in advice.recommendations if each.score >= 100]
    actions: list[oh.Action] = [action for each in best for action in each.actions if action.layer is layer]
    owners: list[oh.Item | None] = [hb.parent(action) for action in actions]
    assert all(isinstance(owner, oh.Question) for owner in owners)
    return {each.question.id: [action.text for action in each.actions] for each in best}


def page(hb: oh.Handbook, wanted: str) -> str:
    question: oh.Question = hb.question(wanted)
    cases: tuple[oh.CaseStudy, ...] = hb.case_studies_of(question)
    tools: tuple[oh.Toolkit, ...] = hb.toolkits_of(question)
    kind: oh.Kind = hb.kind(question)
    links: list[oh.Link] = [link for run in (*(case.links for case in cases), tools[0].links) for link in run]
    lines = [kind.value, question.title, *(action.text for action in question.actions)]
    return "\n".join([*lines, *(link.url for link in links)])


def group(hb: oh.Handbook) -> oh.Workshop:
    sheets = [oh.Sheet(role=oh.Role.STAFF, marks=("p2.q2",), skipped=("p1.q1",)) for _ in range(8)]
    tally: oh.Tally = hb.tally(sheets) + hb.tally([oh.Sheet(role=oh.Role.LEADER)])
    return hb.workshop(tally, minutes=60)


def main(text: str, languages: tuple[str, ...] = ("sv", "en")) -> str:
    encoder: oh.Encoder = Lengths()
    hb: oh.Handbook = oh.load(languages).with_encoder(encoder).with_examples({"p2.q2": [text]})
    labels: dict[str, str] = {id_: item.label for id_, item in hb.items()}
    try:
        advice: oh.Advice = hb.recommend(text, marks=[hb.question("p2.q2")], tried=["p2.q2.a1"], limit=3)
    except (oh.UnknownIdError, oh.InvalidInputError) as error:
        return "\n".join(str(fault) for fault in error.faults)
    reasons: list[oh.Reason] = [reason for each in advice.recommendations for reason in each.reasons]
    agenda: oh.Agenda = group(hb).agenda
    shown = [labels[point.question] for point in agenda.points] + [reason.text for reason in reasons]
    return hb.explain(advice) + json.dumps(first_actions(hb, advice)) + page(hb, "p2.q2") + "\n".join(shown)


if __name__ == "__main__":
    print(main("medarbetarna vågar inte misslyckas"))
