// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/codelayout.h"
#include "conversation/paragraphlayout.h"
#include "conversation/turnlayout.h"
#include "sampleturns.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QSet>
#include <QTest>

using namespace tabletalk;

class TestTurnLayout : public QObject {
    Q_OBJECT
private slots:
    void streamingEndsLikeOneShot_data();
    void streamingEndsLikeOneShot();
    void shapesOnlyWhatIsSeen_data();
    void shapesOnlyWhatIsSeen();
    void hitTestFindsWhatTheCaretShows();
    void unfoldsReasoning();
    void deepNestingLeavesRoomForText();
    void itemsFromRightToLeftHangOnTheRight();
    void wideTableScrollsInside();
    void codeIsColouredWhileItStreams();
    void coloursDoNotMoveCode();
    void whatIsSaidToChangeIsAllThatDoes_data();
    void whatIsSaidToChangeIsAllThatDoes();
    void hiddenCharactersOfCodeAreSeen();

private:
    ConversationStyle m_style{QFont(QStringLiteral("DejaVu Sans"), 10), QPalette()};
};

namespace {

constexpr int kWidth = 500;

QImage painted(TurnLayout &layout)
{
    layout.prepareDown(0, layout.height() + 100'000);
    layout.prepareVisible(0, layout.height());
    QImage image(kWidth, std::max(1, layout.height()), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    layout.paint(painter, {.clip = image.rect()});
    return image;
}

} // namespace

void TestTurnLayout::streamingEndsLikeOneShot_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("piece");
    for (int piece : {1, 4, 33, 1000}) {
        QTest::addRow("rich text by %d", piece) << sample::richText() << piece;
        QTest::addRow("code by %d", piece)
            << QStringLiteral("```\nline one\n\tline two\n\n```\nafter") << piece;
        QTest::addRow("link defined later by %d", piece)
            << QStringLiteral("see [this][1] now\n\nmore\n\n[1]: https://example.org") << piece;
        QTest::addRow("table by %d", piece)
            << QStringLiteral("| **bold | x |\n|---|---|\n| a | b c d e f |\n| **wide** and wider | y |\n")
            << piece;
    }
    QTest::newRow("one long paragraph") << QStringLiteral("many words in one paragraph ").repeated(400) << 7;
}

void TestTurnLayout::streamingEndsLikeOneShot()
{
    QFETCH(QString, text);
    QFETCH(int, piece);
    Turn turn = sample::answer(1, {}, Progress::Open);
    TurnLayout streamed(m_style, turn, {turn.model}, kWidth);
    for (qsizetype at = 0; at < text.size(); at += piece) {
        std::get<TextStep>(turn.steps.last().content).text += QStringView(text).mid(at, piece);
        streamed.update(turn);
        streamed.prepareUp(streamed.itemCount(), 300);
        streamed.prepareVisible(streamed.height() - 300, streamed.height());
    }
    turn.progress = Progress::Complete;
    streamed.update(turn);

    TurnLayout oneShot(m_style, turn, {turn.model}, kWidth);
    QCOMPARE(streamed.itemCount(), oneShot.itemCount());
    QCOMPARE(painted(streamed), painted(oneShot));
    QCOMPARE(streamed.height(), oneShot.height());
}

void TestTurnLayout::shapesOnlyWhatIsSeen_data()
{
    QTest::addColumn<QString>("text");
    QString table = QStringLiteral("| a | b |\n|---|---|\n");
    for (int row = 0; row < 10'000; ++row)
        table += QStringLiteral("| %1 | cell |\n").arg(row);
    QTest::newRow("one line of a megabyte") << QString(1'000'000, u'x');
    QTest::newRow("one paragraph of a megabyte") << QStringLiteral("word ").repeated(200'000);
    QTest::newRow("a table of 10,000 rows") << table;
    QTest::newRow("code of 100,000 lines")
        << QStringLiteral("```\n") + QStringLiteral("line\n").repeated(100'000);
    QTest::newRow("a list of 10,000 items") << QStringLiteral("- item\n").repeated(10'000);
    QTest::newRow("a code line of a megabyte") << QStringLiteral("```\n") + QString(1'000'000, u'y');
}

void TestTurnLayout::shapesOnlyWhatIsSeen()
{
    QFETCH(QString, text);
    const Turn turn = sample::answer(1, text);
    TurnLayout layout(m_style, turn, {turn.model}, kWidth);
    QCOMPARE(layout.shapedCount(), 0);
    for (const int place : {0, layout.itemCount() / 2}) {
        layout.prepareDown(place, 600);
        layout.prepareVisible(layout.itemTop(place), layout.itemTop(place) + 600);
        QVERIFY2(layout.shapedCount() < 150, qPrintable(QString::number(layout.shapedCount())));
    }
    layout.prepareUp(layout.itemCount(), 600);
    layout.prepareVisible(layout.height() - 600, layout.height());
    QVERIFY(layout.shapedCount() < 150);
}

void TestTurnLayout::hitTestFindsWhatTheCaretShows()
{
    const Turn turn = sample::answer(1, sample::richText());
    TurnLayout layout(m_style, turn, {turn.model}, kWidth);
    painted(layout);
    for (int block = 0; block < layout.content().blockCount(); ++block) {
        const QString text = layout.content().block(block).plainText();
        for (int offset = 0; offset < text.size(); offset += 3) {
            if (text[offset] == u'\t' || text[offset].isSpace())
                continue; // a space at the end of a line stands beside the text
            const QRect caret = layout.caretRect({block, offset});
            const BlockPosition hit = layout.positionAt({caret.left() + 1, caret.center().y()});
            QCOMPARE(hit, (BlockPosition{block, offset}));
        }
    }
}

void TestTurnLayout::unfoldsReasoning()
{
    Turn turn = sample::answer(1, QStringLiteral("Answer"));
    turn.steps.prepend(Step{ReasoningStep{QStringLiteral("First thought\n\nSecond thought"), {}, 3000}});
    TurnLayout layout(m_style, turn, {turn.model}, kWidth);
    QCOMPARE(layout.content().blockCount(), 1);
    const int folded = (painted(layout), layout.height());
    const QRect button = layout.buttonRect(HotSpot::Kind::ToggleFold, 0);
    QVERIFY(!button.isEmpty());
    QCOMPARE(layout.hotSpotAt(button.center()).kind, HotSpot::Kind::ToggleFold);

    layout.setDisplay(turn, {.toggled = {0}});
    QCOMPARE(layout.content().blockCount(), 3);
    painted(layout);
    QVERIFY(layout.height() > folded);
    layout.setDisplay(turn, {});
    painted(layout);
    QCOMPARE(layout.height(), folded);
}

void TestTurnLayout::deepNestingLeavesRoomForText()
{
    const Turn turn = sample::answer(1, QString(200, u'>') + QStringLiteral(" deep text that is wrapped"));
    TurnLayout layout(m_style, turn, {turn.model}, kWidth);
    painted(layout);
    const int last = layout.content().blockCount() - 1;
    QVERIFY(layout.caretRect({last, 0}).left() <= kWidth / 2);
}

void TestTurnLayout::itemsFromRightToLeftHangOnTheRight()
{
    const auto itemOf = [](const QString &text) {
        return MarkdownDocument::parse(QStringLiteral("- ") + text).front();
    };
    const auto inkIn = [this](const Block &block, int fromX, int toX) {
        ParagraphLayout layout(m_style, block, 0, int(block.text.size()), kWidth, false);
        QImage image(kWidth, layout.height(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        layout.paint(painter, {.clip = image.rect()});
        for (int y = 0; y < image.height(); ++y) {
            for (int x = fromX; x < toX; ++x) {
                if (image.pixelColor(x, y) != Qt::white)
                    return true;
            }
        }
        return false;
    };
    const Block hebrew = itemOf(QStringLiteral("\u05d0\u05d1\u05d2"));
    const Block english = itemOf(QStringLiteral("abc"));
    const int indent = Indentation(m_style, hebrew, kWidth).left;
    QVERIFY(inkIn(hebrew, kWidth - indent, kWidth)); // the marker
    QVERIFY(!inkIn(hebrew, 0, kWidth / 2));
    QVERIFY(inkIn(english, 0, indent));
    QVERIFY(!inkIn(english, kWidth / 2, kWidth));

    const ParagraphLayout layout(m_style, hebrew, 0, int(hebrew.text.size()), kWidth, false);
    const QRect caret = layout.caretRect(hebrew, 0, 0);
    QCOMPARE(layout.offsetAt(hebrew, caret.center(), 0), 0);
    QVERIFY(caret.left() > kWidth - indent - 20 && caret.left() <= kWidth - indent + 1);
}

void TestTurnLayout::wideTableScrollsInside()
{
    QString header = QStringLiteral("|");
    QString line = QStringLiteral("|");
    for (int i = 0; i < 30; ++i) {
        header += QStringLiteral(" column %1 |").arg(i);
        line += QStringLiteral("---|");
    }
    const Turn turn = sample::answer(1, header + u'\n' + line + u'\n' + header);
    TurnLayout layout(m_style, turn, {turn.model}, kWidth);
    painted(layout);
    const QPoint inTable = layout.caretRect({1, 0}).center();
    const int before = layout.caretRect({0, 0}).left();
    QVERIFY(layout.scrollSideways(inTable, 50));
    QCOMPARE(layout.caretRect({0, 0}).left(), before - 50);
    QVERIFY(layout.scrollSideways(inTable, 1'000'000));
    QVERIFY(!layout.scrollSideways(inTable, 10));
}

void TestTurnLayout::codeIsColouredWhileItStreams()
{
    const QString text =
        QStringLiteral("```python\ndef f():\n    \"\"\"one\n    two def\"\"\"\n    return 1 # end\n```\n");
    Turn turn = sample::answer(1, {}, Progress::Open);
    TurnLayout streamed(m_style, turn, {turn.model}, kWidth);
    QSet<QRgb> seen;
    for (const QChar c : text) {
        std::get<TextStep>(turn.steps.last().content).text += c;
        streamed.update(turn);
        const QImage image = painted(streamed);
        if (c != u'f')
            continue;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                seen.insert(image.pixel(x, y));
        }
    }
    QVERIFY(seen.contains(m_style.colours().code(CodeRole::Keyword).rgb()));
    turn.progress = Progress::Complete;
    streamed.update(turn);
    TurnLayout oneShot(m_style, turn, {turn.model}, kWidth);
    QCOMPARE(painted(streamed), painted(oneShot));
}

void TestTurnLayout::whatIsSaidToChangeIsAllThatDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("prose")
        << QStringLiteral("Words that go on for more than one line of the narrow page. ").repeated(4);
    QTest::newRow("code") << QStringLiteral("```c\nint a;\nlong long b = 2;\n```\nAfter it.\n");
    QTest::newRow("a table whose columns grow")
        << QStringLiteral("| a | b |\n|---|--:|\n| one | 1 |\n| a longer cell | 2 |\n"
                          "| by far the longest cell of all | 1234567 |\n\nAfter it.\n");
}

void TestTurnLayout::whatIsSaidToChangeIsAllThatDoes()
{
    QFETCH(QString, text);
    Turn turn = sample::answer(1, {}, Progress::Open);
    TurnLayout layout(m_style, turn, {turn.model}, kWidth);
    QImage shown = painted(layout);
    for (const QChar c : text) {
        std::get<TextStep>(turn.steps.last().content).text += c;
        const int from = layout.update(turn);
        const QImage whole = painted(layout);
        if (from < 0 || whole.height() < from) {
            QCOMPARE(shown, whole);
            continue;
        }
        // As the view does it: what lies above is not painted again.
        QImage partly = whole;
        if (from > 0)
            QPainter(&partly).drawImage(QPoint(0, 0),
                                        shown.copy(0, 0, kWidth, std::min(from, shown.height())));
        QCOMPARE(partly, whole);
        shown = partly;
    }
}

void TestTurnLayout::coloursDoNotMoveCode()
{
    const QString code = QStringLiteral("int main(void) { return 'x' + 12; } // note");
    const Turn plain = sample::answer(1, QStringLiteral("```unknown\n%1\n```").arg(code));
    const Turn coloured = sample::answer(1, QStringLiteral("```c\n%1\n```").arg(code));
    TurnLayout plainLayout(m_style, plain, {plain.model}, kWidth);
    TurnLayout colouredLayout(m_style, coloured, {coloured.model}, kWidth);
    QVERIFY(painted(plainLayout) != painted(colouredLayout));
    QCOMPARE(colouredLayout.height(), plainLayout.height());
    for (int offset = 0; offset <= code.size(); ++offset)
        QCOMPARE(colouredLayout.caretRect({0, offset}), plainLayout.caretRect({0, offset}));
}

void TestTurnLayout::hiddenCharactersOfCodeAreSeen()
{
    for (const char *form : {"```\nif a%1 b\n```", "text `if a%1 b`"}) {
        const Turn clean = sample::answer(1, QString::fromLatin1(form).arg(QString()));
        const Turn hiding = sample::answer(1, QString::fromLatin1(form).arg(QStringLiteral("\u202e\u200b")));
        TurnLayout cleanLayout(m_style, clean, {clean.model}, kWidth);
        TurnLayout hidingLayout(m_style, hiding, {hiding.model}, kWidth);
        QVERIFY(painted(cleanLayout) != painted(hidingLayout));
        const QString &kept = hidingLayout.content().block(0).text;
        QVERIFY(kept.contains(QChar(0x202e))); // what is copied is what was written
    }
}

QTEST_MAIN(TestTurnLayout)
#include "tst_turnlayout.moc"
