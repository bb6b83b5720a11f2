// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "markdowndocument.h"

#include "blockbuilder.h"
#include "inputnormaliser.h"
#include "openfence.h"
#include "streamscanner.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tabletalk {

namespace {

// Beyond it, uses of further definitions become links when the text is finished.
constexpr qsizetype kMaxDefinitionBytes = qsizetype{16} * 1024;

//! How many leading characters are the same and drawn the same.
qsizetype commonLength(const Block &before, const Block &after)
{
    const auto [textEnd, ignored] =
        std::mismatch(before.text.begin(), before.text.end(), after.text.begin(), after.text.end());
    qsizetype length = textEnd - before.text.begin();
    const auto [old, now] =
        std::mismatch(before.spans.begin(), before.spans.end(), after.spans.begin(), after.spans.end());
    const bool hasOld = old != before.spans.end();
    const bool hasNow = now != after.spans.end();
    if (hasOld && hasNow && old->start == now->start && old->styles == now->styles
        && old->target == now->target) {
        length = std::min<qsizetype>(length, old->start + std::min(old->length, now->length));
    } else {
        if (hasOld)
            length = std::min<qsizetype>(length, old->start);
        if (hasNow)
            length = std::min<qsizetype>(length, now->start);
    }
    if (length > 0 && length < before.text.size() && before.text[length - 1].isHighSurrogate())
        --length;
    return length;
}

bool isSameApartFromText(const Block &before, const Block &after)
{
    return before.kind == after.kind && before.headingLevel == after.headingLevel
           && before.quoteDepth == after.quoteDepth && before.listDepth == after.listDepth
           && before.marker == after.marker && before.task == after.task && before.cells == after.cells
           && before.isTableHeader == after.isTableHeader && before.language == after.language;
}

//! What changed when the blocks from `first` on were `before`.
DocumentChange changeFrom(std::size_t first, const std::vector<Block> &before,
                          const std::vector<Block> &blocks)
{
    const auto [old, now] =
        std::mismatch(before.begin(), before.end(), blocks.begin() + std::ptrdiff_t(first), blocks.end());
    DocumentChange change;
    change.firstChanged = int(now - blocks.begin());
    change.isEmpty = old == before.end() && now == blocks.end();
    if (old != before.end() && now != blocks.end() && isSameApartFromText(*old, *now))
        change.unchangedLength = commonLength(*old, *now);
    return change;
}

//! Where a picture begins whose address is its own bytes and has not ended: they are no text to be shown
//! while they arrive. The end of the source if there is none.
qsizetype startOfOpenPicture(QByteArrayView source, qsizetype from)
{
    constexpr QByteArrayView kAddress("](data:");
    const QByteArrayView open = source.sliced(from);
    const qsizetype address = open.lastIndexOf(kAddress);
    if (address < 0)
        return source.size();
    const QByteArrayView bytes = open.sliced(address + kAddress.size());
    const bool hasEnded =
        std::any_of(bytes.begin(), bytes.end(), [](char c) { return c == ')' || c == ' ' || c == '\n'; });
    const qsizetype picture = hasEnded ? -1 : open.first(address).lastIndexOf("![");
    return picture < 0 ? source.size() : from + picture;
}

} // namespace

class MarkdownDocument::Private {
public:
    explicit Private(SingleDollar dollar)
        : m_dollar(dollar)
    {
    }
    void reopen();
    DocumentChange flush();
    DocumentChange finish();

    InputNormaliser m_input;
    QByteArray m_source;
    std::vector<Block> m_blocks;
    bool m_isFinished = false;

private:
    //! The code block at the end as it was before a flush: it only grows, so its length tells the change.
    struct FenceState {
        qsizetype textLength = 0;
        qsizetype sourceEnd = 0;
    };

    qsizetype nextCompleteLine() const;
    void takeLine(qsizetype start, qsizetype end);
    void closeBlocks(qsizetype end);
    void openFence(qsizetype start, qsizetype end);
    void showOpenEnd();
    void collectDefinitions();
    void append(SourceRange range, const ParseContext &context);
    void addAmendments(BlockSource &source, SourceRange range, qsizetype position) const;
    void addFormulas(BlockSource &source, SourceRange range, qsizetype position) const;
    QByteArrayView lineAt(qsizetype start, qsizetype end) const;
    DocumentChange changeSince(const FenceState &before, std::size_t first) const;

    SingleDollar m_dollar;
    StreamScanner m_scanner{m_dollar};
    std::optional<OpenFence> m_fence; //!< its block is the one at m_closedCount
    std::size_t m_closedCount = 0; //!< blocks that do not change any more
    qsizetype m_closedEnd = 0; //!< the source they came from
    ParseContext m_context; //!< of a parse from m_closedEnd on
    qsizetype m_scannedEnd = 0; //!< complete lines that were looked at
    QByteArray m_definitions; //!< of links, closed so far
};

DocumentChange MarkdownDocument::Private::flush()
{
    const std::size_t first = m_closedCount;
    std::vector<Block> before;
    std::optional<FenceState> fenceBefore;
    if (m_fence) {
        fenceBefore = FenceState{m_blocks[first].text.size(), m_blocks[first].sourceEnd};
    } else {
        before.assign(std::make_move_iterator(m_blocks.begin() + std::ptrdiff_t(first)),
                      std::make_move_iterator(m_blocks.end()));
        m_blocks.resize(first);
    }

    while (const qsizetype end = nextCompleteLine())
        takeLine(std::exchange(m_scannedEnd, end), end);
    if (!m_fence)
        closeBlocks(m_scanner.closedEnd());
    showOpenEnd();
    return fenceBefore ? changeSince(*fenceBefore, first) : changeFrom(first, before, m_blocks);
}

DocumentChange MarkdownDocument::Private::finish()
{
    m_source += m_input.finish();
    for (qsizetype end = 0; m_scannedEnd < m_source.size(); m_scannedEnd = end) {
        end = nextLine(m_source, m_scannedEnd);
        m_scanner.addLine(m_source, m_scannedEnd, end);
    }
    m_scanner.finish(m_source, m_source.size());
    BlockSource whole{
        .text = m_source, .amendments = m_scanner.amendments(), .formulas = m_scanner.formulas()};
    const std::vector<FormulaRange> open = m_scanner.openFormulas(m_source, m_source.size());
    whole.formulas.insert(whole.formulas.end(), open.begin(), open.end());
    const std::vector<Block> before = std::exchange(m_blocks, BlockBuilder::build(whole));
    m_isFinished = true;
    return changeFrom(0, before, m_blocks);
}

//! Text after the end: the next flush starts from the beginning of the source.
void MarkdownDocument::Private::reopen()
{
    m_isFinished = false;
    m_scanner = StreamScanner(m_dollar);
    m_fence.reset();
    m_closedCount = 0;
    m_closedEnd = 0;
    m_context = {};
    m_scannedEnd = 0;
    m_definitions.clear();
}

//! The end of the first line that was not scanned yet, 0 when it is not complete.
qsizetype MarkdownDocument::Private::nextCompleteLine() const
{
    const qsizetype end = nextLine(m_source, m_scannedEnd);
    return end > m_scannedEnd && m_source[end - 1] == '\n' ? end : 0;
}

void MarkdownDocument::Private::takeLine(qsizetype start, qsizetype end)
{
    m_scanner.addLine(m_source, start, end);
    if (m_fence) {
        Block &code = m_blocks[m_closedCount];
        if (m_scanner.isInFence()) {
            m_fence->addLine(code, lineAt(start, end), end);
        } else {
            m_fence->close(code, end);
            m_fence.reset();
            m_closedCount = m_blocks.size();
            m_closedEnd = end;
            m_context = {};
        }
    } else if (m_scanner.isInFence()) {
        closeBlocks(start);
        openFence(start, end);
    }
}

void MarkdownDocument::Private::closeBlocks(qsizetype end)
{
    if (end <= m_closedEnd)
        return;
    append({m_closedEnd, end}, m_context);
    m_closedCount = m_blocks.size();
    m_closedEnd = end;
    m_context = m_scanner.context();
    collectDefinitions();
}

void MarkdownDocument::Private::openFence(qsizetype start, qsizetype end)
{
    append({start, end}, {});
    m_blocks.resize(m_closedCount + 1);
    m_fence.emplace(SourceLine::classify(lineAt(start, end)));
}

void MarkdownDocument::Private::showOpenEnd()
{
    const QByteArrayView partialLine = QByteArrayView(m_source).sliced(m_scannedEnd);
    if (m_fence) {
        if (!partialLine.isEmpty())
            m_fence->showPartialLine(m_blocks[m_closedCount], partialLine, m_source.size());
        return;
    }
    const qsizetype end = isUndecided(partialLine) ? m_scannedEnd : m_source.size();
    append({m_closedEnd, std::min(end, startOfOpenPicture(m_source, m_closedEnd))}, m_context);
}

//! A closed paragraph that leaves no block consists of link definitions.
void MarkdownDocument::Private::collectDefinitions()
{
    for (const SourceRange &range : m_scanner.takeClosedParagraphs()) {
        const QByteArrayView text = QByteArrayView(m_source).sliced(range.start, range.end - range.start);
        if (text.sliced(leadingBlanks(text)).startsWith('[') && text.contains("]:")
            && m_definitions.size() + text.size() <= kMaxDefinitionBytes
            && BlockBuilder::build({.text = text}).empty()) {
            m_definitions += text.toByteArray() + "\n\n";
        }
    }
}

//! Parses a stretch of the source and adds its blocks.
void MarkdownDocument::Private::append(SourceRange range, const ParseContext &context)
{
    if (range.start >= range.end)
        return;
    const QByteArrayView text = QByteArrayView(m_source).sliced(range.start, range.end - range.start);
    QByteArray withContext;
    if (!m_definitions.isEmpty() && text.contains('['))
        withContext = m_definitions;
    BlockSource source{.text = text,
                       .contextLength = withContext.size(),
                       .base = range.start,
                       .firstOrdinal = context.ordinal};
    if (context.tableHead) {
        const SourceRange head = *context.tableHead;
        addAmendments(source, head, withContext.size());
        addFormulas(source, head, withContext.size());
        withContext += QByteArrayView(m_source).sliced(head.start, head.end - head.start);
    }
    addAmendments(source, range, withContext.size());
    addFormulas(source, range, withContext.size());
    if (!withContext.isEmpty()) {
        source.base -= withContext.size();
        withContext += text;
        source.text = withContext;
    }
    std::vector<Block> blocks = BlockBuilder::build(source);
    const bool repeatsHeader = context.tableHead && !blocks.empty();
    m_blocks.insert(m_blocks.end(), std::make_move_iterator(blocks.begin() + (repeatsHeader ? 1 : 0)),
                    std::make_move_iterator(blocks.end()));
}

//! Adds the amendments inside the range, whose text stands at `position` in what will be parsed.
void MarkdownDocument::Private::addAmendments(BlockSource &source, SourceRange range,
                                              qsizetype position) const
{
    const auto isBefore = [](const Amendment &amendment, qsizetype offset) {
        return amendment.offset < offset;
    };
    const std::vector<Amendment> &all = m_scanner.amendments();
    const auto first = std::lower_bound(all.begin(), all.end(), range.start, isBefore);
    const auto last = std::lower_bound(first, all.end(), range.end, isBefore);
    std::transform(first, last, std::back_inserter(source.amendments), [&](Amendment amendment) {
        amendment.offset += position - range.start;
        return amendment;
    });
}

//! The same for its formulas.
void MarkdownDocument::Private::addFormulas(BlockSource &source, SourceRange range, qsizetype position) const
{
    const bool isOpen = range.start >= m_scanner.closedEnd();
    const std::vector<FormulaRange> &known = m_scanner.formulas();
    const std::vector<FormulaRange> open =
        isOpen ? m_scanner.openFormulas(m_source, range.end) : std::vector<FormulaRange>();
    const auto startsBefore = [](const FormulaRange &formula, qsizetype offset) {
        return formula.start < offset;
    };
    const std::vector<FormulaRange> &all = isOpen ? open : known;
    for (auto next = std::lower_bound(all.begin(), all.end(), range.start, startsBefore);
         next != all.end() && next->end <= range.end; ++next) {
        FormulaRange formula = *next;
        formula.start += position - range.start;
        formula.end += position - range.start;
        source.formulas.push_back(formula);
    }
}

QByteArrayView MarkdownDocument::Private::lineAt(qsizetype start, qsizetype end) const
{
    const QByteArrayView line = QByteArrayView(m_source).sliced(start, end - start);
    return line.endsWith('\n') ? line.chopped(1) : line;
}

DocumentChange MarkdownDocument::Private::changeSince(const FenceState &before, std::size_t first) const
{
    const Block &code = m_blocks[first];
    const bool hasGrown = code.text.size() != before.textLength || code.sourceEnd != before.sourceEnd;
    DocumentChange change;
    change.isEmpty = !hasGrown && m_blocks.size() == first + 1;
    change.firstChanged = int(hasGrown ? first : first + 1);
    change.unchangedLength = hasGrown ? before.textLength : 0;
    return change;
}

MarkdownDocument::MarkdownDocument(SingleDollar dollar)
    : d(std::make_unique<Private>(dollar))
{
}

MarkdownDocument::~MarkdownDocument() = default;
MarkdownDocument::MarkdownDocument(MarkdownDocument &&) noexcept = default;
MarkdownDocument &MarkdownDocument::operator=(MarkdownDocument &&) noexcept = default;

std::vector<Block> MarkdownDocument::parse(const QString &text, SingleDollar dollar)
{
    MarkdownDocument document(dollar);
    document.append(text);
    document.finish();
    return std::move(document.d->m_blocks);
}

void MarkdownDocument::append(QStringView text)
{
    if (d->m_isFinished)
        d->reopen();
    d->m_source += d->m_input.add(text);
}

DocumentChange MarkdownDocument::flush()
{
    return d->m_isFinished ? changeFrom(0, d->m_blocks, d->m_blocks) : d->flush();
}

DocumentChange MarkdownDocument::finish()
{
    return d->finish();
}

const std::vector<Block> &MarkdownDocument::blocks() const
{
    return d->m_blocks;
}

const QByteArray &MarkdownDocument::source() const
{
    return d->m_source;
}

} // namespace tabletalk
