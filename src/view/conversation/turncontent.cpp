// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/turncontent.h"

#include "conversation/attachmentlink.h"
#include "conversation/figuremarks.h"
#include "conversation/querycard.h"
#include "conversation/tablesort.h"

#include <algorithm>

namespace tabletalk {

namespace {

Block code(const QString &text, const QString &language)
{
    Block block;
    block.kind = BlockKind::Code;
    block.text = text;
    block.language = language;
    return block;
}

//! The attachment's name as a link that shows it; of a picture, all that is said is one.
void linkName(Block &block, const Attachment &attachment)
{
    const QString target = attachmentTarget(attachment);
    if (attachedPicture(target)) {
        block.spans = {{0, int(block.text.size()), SpanStyle::Link | SpanStyle::Image, target}};
        return;
    }
    const qsizetype at = block.text.indexOf(attachment.name);
    if (at >= 0 && !attachment.name.isEmpty())
        block.spans = {{int(at), int(attachment.name.size()), SpanStyle::Link, target}};
}

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
        const bool isCall = std::holds_alternative<ToolCallStep>(turn.steps[i].content);
        const QString text = shownText(turn.steps[i]);
        if (!isText && !isCall && text.isEmpty())
            continue;
        const bool isNote = std::holds_alternative<SendingStep>(turn.steps[i].content);
        const bool isReasoning = std::holds_alternative<ReasoningStep>(turn.steps[i].content);
        if (known == m_sections.size()) {
            Section &fresh = m_sections.emplace_back();
            fresh.step = i;
            fresh.kind = turn.role == TurnRole::User ? Kind::Literal
                         : isReasoning               ? Kind::Reasoning
                         : isCall                    ? Kind::Tool
                         : isNote                    ? Kind::Note
                                                     : Kind::Markdown;
            note(firstBlock, 0, false);
        }
        Section &section = m_sections[known++];
        if (section.firstBlock != firstBlock) {
            section.firstBlock = firstBlock;
            note(firstBlock, 0, false);
        }
        const bool isOpen = turn.progress == Progress::Open && i == turn.steps.size() - 1;
        auto fed = isCall ? feedCall(section, turn) : feed(section, text, isOpen);
        if (fed && section.isFinished && section.kind == Kind::Markdown && traceFigures(section, turn))
            fed = DocumentChange{.isEmpty = false}; // also what was there before has marks now
        if (const auto *attached = std::get_if<AttachmentStep>(&turn.steps[i].content);
            fed && attached && section.parsed.size() == 1)
            linkName(section.parsed.front(), attached->attachment);
        if (fed)
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
        const bool isLiteral = section.kind == Kind::Literal || section.kind == Kind::Note;
        section.parsed = !isLiteral       ? MarkdownDocument::parse(text, m_display.dollar)
                         : text.isEmpty() ? std::vector<Block>()
                                          : std::vector<Block>{literal(text)};
        sortTables(section);
        section.fed = text.size();
        section.isFinished = true;
        return DocumentChange{.isEmpty = false};
    }

    if (section.fed == text.size() && (isOpen || section.isFinished))
        return std::nullopt;
    if (!section.document)
        section.document.emplace(m_display.dollar);
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

std::optional<DocumentChange> TurnContent::feedCall(Section &section, const Turn &turn)
{
    const auto &call = std::get<ToolCallStep>(turn.steps[section.step].content);
    const ToolResultStep *result = resultOf(turn, call);
    if (result && result->query)
        m_queries.insert(section.step);
    const bool isShown = isUnfolded(section.step);
    // A result is unpacked once, and not whenever the text below it grows.
    if (section.fed == call.arguments.size() && section.hasResult == (result != nullptr)
        && section.isShown == isShown)
        return std::nullopt;
    section.fed = call.arguments.size();
    section.hasResult = result != nullptr;
    section.isShown = isShown;
    std::vector<Block> blocks;
    if (isShown) {
        if (result && result->query) {
            blocks = queryBlocks(*result->query);
        } else {
            blocks.push_back(code(call.arguments, QStringLiteral("json")));
            if (result)
                blocks.push_back(code(result->content, {}));
        }
    }
    if (blocks == section.parsed)
        return std::nullopt;
    section.parsed = std::move(blocks);
    return DocumentChange{.isEmpty = false};
}

bool TurnContent::traceFigures(Section &section, const Turn &turn) const
{
    const FigureSources sources = figureSources(turn);
    if (sources.results.isEmpty())
        return false;
    if (section.document) {
        section.parsed = section.document->blocks();
        section.document.reset();
    }
    const FigureChecker checker(sources.results, m_display.question);
    for (Block &block : section.parsed)
        markFigures(block, checker, sources);
    return true;
}

void TurnContent::sortTables(Section &section) const
{
    const auto &sorted = m_display.sorted;
    for (auto entry = sorted.lower_bound({section.step, 0});
         entry != sorted.end() && entry->first.step == section.step; ++entry) {
        const int header = entry->first.block;
        if (header >= int(section.parsed.size()) || !section.parsed[size_t(header)].isTableHeader)
            continue;
        const auto first = section.parsed.begin() + header + 1;
        const auto last = std::find_if(first, section.parsed.end(), [](const Block &block) {
            return block.kind != BlockKind::TableRow || block.isTableHeader;
        });
        sortRows(first, last, entry->second);
    }
}

void TurnContent::setDisplay(const TurnDisplay &display)
{
    const auto sortedIn = [](const TurnDisplay &of, int step) {
        return std::map<BlockKey, TableSort>(of.sorted.lower_bound({step, 0}),
                                             of.sorted.lower_bound({step + 1, 0}));
    };
    for (Section &section : m_sections) {
        if (section.kind != Kind::Markdown
            || sortedIn(m_display, section.step) == sortedIn(display, section.step))
            continue;
        section.document.reset();
        section.parsed.clear();
        section.fed = 0;
        section.isFinished = false;
    }
    m_display = display;
}

BlockKey TurnContent::keyOf(int block) const
{
    if (m_sections.empty())
        return {};
    const int section = sectionOf(block);
    return {step(section), block - firstBlock(section)};
}

int TurnContent::blockOf(const BlockKey &key) const
{
    for (int section = 0; section < sectionCount(); ++section) {
        if (step(section) == key.step && key.block < int(blocks(section).size()))
            return firstBlock(section) + key.block;
    }
    return -1;
}

int TurnContent::tableOf(int block) const
{
    while (block >= 0 && block < blockCount() && this->block(block).kind == BlockKind::TableRow) {
        if (this->block(block).isTableHeader)
            return block;
        --block;
    }
    return -1;
}

int TurnContent::tableEnd(int header) const
{
    int end = header + 1;
    while (end < blockCount() && block(end).kind == BlockKind::TableRow && !block(end).isTableHeader)
        ++end;
    return end;
}

int TurnContent::blockCount() const
{
    return m_sections.empty() ? 0 : m_sections.back().firstBlock + int(m_sections.back().all().size());
}

bool TurnContent::isBlank() const
{
    return std::all_of(m_sections.begin(), m_sections.end(), [](const Section &section) {
        return section.kind == Kind::Note || section.all().empty();
    });
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
