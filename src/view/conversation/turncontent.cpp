// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/turncontent.h"

#include <algorithm>

namespace tabletalk {

namespace {

Block literal(const QString &text)
{
    Block block;
    block.text = text;
    return block;
}

} // namespace

TurnContent::Change TurnContent::update(const Turn &turn)
{
    Change change{.isEmpty = true};
    const auto note = [&change](int firstBlock, qsizetype unchanged, bool isGrowth) {
        if (change.isEmpty)
            change = {firstBlock, unchanged, isGrowth, false};
        else
            change.isGrowth = false;
    };

    size_t known = 0;
    int firstBlock = 0;
    for (int i = 0; i < turn.steps.size(); ++i) {
        // One that is open and still empty has its place already.
        const bool isText = std::holds_alternative<TextStep>(turn.steps[i].content)
                            || std::holds_alternative<ReasoningStep>(turn.steps[i].content);
        const QString text = shownText(turn.steps[i]);
        if (!isText && text.isEmpty())
            continue;
        const bool isReasoning = std::holds_alternative<ReasoningStep>(turn.steps[i].content);
        if (known == m_sections.size()) {
            Section &fresh = m_sections.emplace_back();
            fresh.step = i;
            fresh.kind = turn.role == TurnRole::User ? Kind::Literal
                         : isReasoning               ? Kind::Reasoning
                                                     : Kind::Markdown;
            note(firstBlock, 0, false);
        }
        Section &section = m_sections[known++];
        if (section.firstBlock != firstBlock) {
            section.firstBlock = firstBlock;
            note(firstBlock, 0, false);
        }
        const bool isOpen = turn.progress == Progress::Open && i == turn.steps.size() - 1;
        if (const auto fed = feed(section, text, isOpen))
            note(firstBlock + fed->firstChanged, fed->unchangedLength, isOpen);
        firstBlock += int(section.all().size());
    }
    if (known < m_sections.size()) {
        note(m_sections[known].firstBlock, 0, false);
        m_sections.resize(known);
    }
    return change;
}

std::optional<DocumentChange> TurnContent::feed(Section &section, const QString &text, bool isOpen)
{
    const bool isHidden = section.kind == Kind::Reasoning && !isUnfolded(section.step);
    const bool isAnew =
        text.size() < section.fed || (isHidden && section.fed > 0) || (isOpen && section.isFinished);
    if (isAnew) {
        section.document.reset();
        section.parsed.clear();
        section.fed = 0;
        section.isFinished = false;
    }
    if (isHidden)
        return isAnew ? std::optional(DocumentChange{.isEmpty = false}) : std::nullopt;

    if (!isOpen && !section.document) {
        if (section.isFinished && section.fed == text.size())
            return std::nullopt;
        section.parsed = section.kind != Kind::Literal ? MarkdownDocument::parse(text)
                         : text.isEmpty()              ? std::vector<Block>()
                                                       : std::vector<Block>{literal(text)};
        section.fed = text.size();
        section.isFinished = true;
        return DocumentChange{.isEmpty = false};
    }

    if (section.fed == text.size() && (isOpen || section.isFinished))
        return std::nullopt;
    if (!section.document)
        section.document.emplace();
    section.document->append(QStringView(text).sliced(section.fed));
    section.fed = text.size();
    DocumentChange change = section.document->flush();
    if (!isOpen) {
        const DocumentChange last = section.document->finish();
        section.isFinished = true;
        if (change.isEmpty || (!last.isEmpty && last.firstChanged < change.firstChanged))
            change = last;
        change.isEmpty = false; // even if the text is the same: what was laid out in pieces is laid out anew
    }
    return change.isEmpty ? std::nullopt : std::optional(change);
}

void TurnContent::toggleReasoning(int step)
{
    if (m_unfolded.erase(step) == 0)
        m_unfolded.insert(step);
}

int TurnContent::blockCount() const
{
    return m_sections.empty() ? 0 : m_sections.back().firstBlock + int(m_sections.back().all().size());
}

int TurnContent::sectionOf(int block) const
{
    int section = int(m_sections.size()) - 1;
    while (section > 0 && m_sections[size_t(section)].firstBlock > block)
        --section;
    return section;
}

const Block &TurnContent::block(int index) const
{
    const Section &section = m_sections[size_t(sectionOf(index))];
    return section.all()[size_t(index - section.firstBlock)];
}

} // namespace tabletalk
