// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "codehighlighter.h"
#include "conversation/conversationstyle.h"
#include "conversation/itemlayout.h"

#include <QTextLayout>

#include <map>
#include <memory>
#include <vector>

namespace tabletalk {

//! A code block: a bar with its language and buttons to wrap and to copy, and lines that scroll sideways
//! or, wrapped, go on in the next one once they have as many columns as there is room for. Its height is a
//! matter of counting; only lines near the viewport are shaped. Colours are known line by line: the state
//! behind each line that was read is kept, and no line is read before it, or one below it, is seen. A line
//! of more than kLongestLine characters goes on in the next one in any case.
class CodeLayout : public ItemLayout {
public:
    static constexpr int kLongestLine = 2000;
    //! Code further down stays plain: to know its colours all above must be read, within a frame.
    static constexpr int kMostColoured = 4'000'000;

    CodeLayout(const ConversationStyle &style, const Block &block, bool isWrapped, int width);
    //! What the constructor would come to, without a pass over the text.
    static int estimatedHeight(const ConversationStyle &style, const Block &block, bool isWrapped, int width);

    int height() const override;
    void prepare(const Block &block, int fromY, int toY) override;
    void paint(QPainter &painter, const ItemPaint &context) const override;
    int grow(const Block &block, qsizetype unchanged) override;
    int offsetAt(const Block &block, QPoint point, int sideways) const override;
    QRect caretRect(const Block &block, int offset, int sideways) const override;
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    QRect buttonRect(HotSpot::Kind kind, int step) const override;
    int maximumSideways() const override;
    qsizetype bytes() const override;

    int shapedLineCount() const { return int(m_shaped.size()); }

private:
    void addLines(QStringView text, int from);
    //! Where the line that starts at `start` is broken, of which no break is known before `end`.
    int wrapAt(QStringView text, int start, int end) const;
    QStringView lineText(const Block &block, int line) const;
    std::unique_ptr<QTextLayout> shapedLine(QStringView line, const std::vector<CodeRun> &runs = {}) const;
    void readDownTo(const Block &block, int line);
    bool endsLine(const Block &block, int line) const;
    int lineAt(int y) const;
    int lineTop(int line) const;
    int lineOf(int offset) const;
    QRect box() const;
    QRect linesRect() const;

    const ConversationStyle &m_style;
    int m_left;
    int m_width;
    QString m_label;
    std::vector<int> m_starts; // of each line, offsets into the text
    int m_length = 0;
    int m_columns = 0; // of the longest line
    CodeHighlighter m_highlighter;
    std::vector<CodeState> m_states; // at the start of each line that was reached
    int m_mostColumns = 0; // of a wrapped line; 0: lines are not wrapped
    std::map<int, std::unique_ptr<QTextLayout>> m_shaped;
};

} // namespace tabletalk
