// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "describe.h"
#include "examples.h"
#include "markdowndocument.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace tabletalk;

namespace {

//! The spans of the first `length` characters.
QList<Span> spansWithin(const Block &block, qsizetype length)
{
    QList<Span> within;
    for (Span span : block.spans) {
        if (span.start >= length)
            break;
        span.length = int(std::min<qsizetype>(span.length, length - span.start));
        within += span;
    }
    return within;
}

//! What is wrong with `change` from `before` to `after`, or nothing.
QString brokenPromise(const DocumentChange &change, const std::vector<Block> &before,
                      const std::vector<Block> &after)
{
    if (change.isEmpty)
        return before == after ? QString() : QStringLiteral("changed, but says it did not");
    const std::size_t first = std::size_t(change.firstChanged);
    if (first > before.size() || first > after.size())
        return QStringLiteral("firstChanged is out of range");
    if (!std::equal(before.begin(), before.begin() + change.firstChanged, after.begin()))
        return QStringLiteral("a block before firstChanged is different");
    if (change.unchangedLength == 0)
        return {};
    if (first == before.size() || first == after.size() || before[first].kind != after[first].kind)
        return QStringLiteral("unchangedLength of a block that is new");
    const qsizetype length = change.unchangedLength;
    if (length > before[first].text.size() || length > after[first].text.size()
        || before[first].text.first(length) != after[first].text.first(length))
        return QStringLiteral("unchangedLength covers text that changed");
    if (spansWithin(before[first], length) != spansWithin(after[first], length))
        return QStringLiteral("unchangedLength covers spans that changed");
    return {};
}

} // namespace

class TestMarkdownDocumentStream : public QObject {
    Q_OBJECT
private slots:
    void aPictureThatArrivesIsNoText();
    void endsAsParsedAtOnce_data();
    void endsAsParsedAtOnce();
    void endsAsParsedAtOnceWhenCutAtRandom();
    void showsCompleteLinesAsParsed_data();
    void showsCompleteLinesAsParsed();
    void closedBlocksStay_data();
    void closedBlocksStay();
    void definitionsApplyToWhatFollowsAtOnce();
    void definitionsApplyToWhatPrecedesAtTheEnd();
    void codeGrowsByItsLinesOnly();
    void possibleClosingFenceIsHeldBack();
    void marksAloneAreHeldBack_data();
    void marksAloneAreHeldBack();
    void tableRowsCloseOneByOne();
    void listItemsCloseOneByOne();
    void pairCutInTwoIsJoined();
    void nothingNewIsAnEmptyChange();
    void goesOnAfterTheEnd();
};

void TestMarkdownDocumentStream::endsAsParsedAtOnce_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<int>("pieceLength");
    for (const Example &example : examples()) {
        for (const int length : {1, 4, 7})
            QTest::addRow("%s by %d", example.name, length) << QString::fromUtf16(example.source) << length;
    }
}

void TestMarkdownDocumentStream::endsAsParsedAtOnce()
{
    QFETCH(QString, source);
    QFETCH(int, pieceLength);
    for (qsizetype prefixLength = 0; prefixLength <= source.size(); ++prefixLength) {
        const QString prefix = source.first(prefixLength);
        MarkdownDocument document;
        for (qsizetype at = 0; at < prefix.size(); at += pieceLength) {
            document.append(QStringView(prefix).mid(at, pieceLength));
            const std::vector<Block> before = document.blocks();
            const DocumentChange change = document.flush();
            QCOMPARE(brokenPromise(change, before, document.blocks()), QString());
        }
        const std::vector<Block> before = document.blocks();
        const DocumentChange change = document.finish();
        QCOMPARE(brokenPromise(change, before, document.blocks()), QString());
        const std::vector<Block> expected = MarkdownDocument::parse(prefix);
        QCOMPARE(describe(document.blocks()), describe(expected));
        QVERIFY(document.blocks() == expected);
    }
}

void TestMarkdownDocumentStream::endsAsParsedAtOnceWhenCutAtRandom()
{
    QString all;
    for (const Example &example : examples())
        all += QString::fromUtf16(example.source) + QStringLiteral("\n\n");
    const std::vector<Block> expected = MarkdownDocument::parse(all);
    QRandomGenerator random(20260101);
    for (int round = 0; round < 50; ++round) {
        MarkdownDocument document;
        qsizetype at = 0;
        while (at < all.size()) {
            const qsizetype length = std::min<qsizetype>(1 + random.bounded(200), all.size() - at);
            document.append(QStringView(all).sliced(at, length));
            at += length;
            if (random.bounded(3) > 0)
                document.flush();
        }
        document.finish();
        QVERIFY(document.blocks() == expected);
    }
}

void TestMarkdownDocumentStream::showsCompleteLinesAsParsed_data()
{
    QTest::addColumn<QString>("source");
    // What only the end can decide; finish() repairs it.
    const QStringList decidedAtTheEnd{QStringLiteral("definitions last"),
                                      QStringLiteral("definition then text"), QStringLiteral("code in list")};
    for (const Example &example : examples()) {
        if (!decidedAtTheEnd.contains(QString::fromLatin1(example.name)))
            QTest::newRow(example.name) << QString::fromUtf16(example.source);
    }
}

void TestMarkdownDocumentStream::showsCompleteLinesAsParsed()
{
    QFETCH(QString, source);
    MarkdownDocument document;
    qsizetype at = 0;
    while (at < source.size()) {
        const qsizetype feed = source.indexOf(u'\n', at);
        const qsizetype end = feed < 0 ? source.size() : feed + 1;
        document.append(QStringView(source).sliced(at, end - at));
        document.flush();
        if (feed < 0)
            break;
        at = end;
        QCOMPARE(describe(document.blocks()), describe(MarkdownDocument::parse(source.first(at))));
    }
    QVERIFY(document.finish().isEmpty);
}

void TestMarkdownDocumentStream::closedBlocksStay_data()
{
    QTest::addColumn<QString>("opening");
    QTest::addColumn<int>("closedCount");
    QTest::newRow("paragraph at its blank line") << "text\n\n" << 1;
    QTest::newRow("heading at once") << "# Heading\n" << 1;
    QTest::newRow("underlined heading at once") << "Heading\n===\n" << 1;
    QTest::newRow("rule at once") << "***\n" << 1;
    QTest::newRow("fence at its end") << "```\na\n```\n" << 1;
    QTest::newRow("paragraph when a list starts") << "text\n- x\n" << 1;
    QTest::newRow("list item when the next starts") << "- a\n- b\n- c\n" << 2;
    QTest::newRow("quote at its blank line") << "> a\n>\n> b\n\n" << 2;
    QTest::newRow("table head and rows") << "|a|\n|---|\n|1|\n|2|\n" << 3;
    QTest::newRow("indented code when text follows") << "    a\n\nb\n" << 1;
}

void TestMarkdownDocumentStream::closedBlocksStay()
{
    QFETCH(QString, opening);
    QFETCH(int, closedCount);
    for (const Example &example : examples()) {
        MarkdownDocument document;
        document.append(opening);
        document.flush();
        QVERIFY(int(document.blocks().size()) >= closedCount);
        for (const QChar c : QString::fromUtf16(example.source)) {
            document.append(QStringView(&c, 1));
            const DocumentChange change = document.flush();
            QVERIFY2(change.isEmpty || change.firstChanged >= closedCount, example.name);
        }
    }
}

void TestMarkdownDocumentStream::definitionsApplyToWhatFollowsAtOnce()
{
    MarkdownDocument document;
    document.append(u"[x]: https://x.example\n\nSee [x].\n");
    document.flush();
    QCOMPARE(describe(document.blocks()), QStringList{QStringLiteral("p: See {a|x|https://x.example}.")});
    QCOMPARE(document.blocks().front().sourceStart, 24);
    QVERIFY(document.finish().isEmpty);
}

void TestMarkdownDocumentStream::definitionsApplyToWhatPrecedesAtTheEnd()
{
    MarkdownDocument document;
    document.append(u"First.\n\nSee **the** [x].\n\nLast.\n\n[x]: https://x.example\n");
    document.flush();
    QCOMPARE(describe(document.blocks()).at(1), QStringLiteral("p: See {b|the} [x]."));
    const DocumentChange change = document.finish();
    QCOMPARE(change.firstChanged, 1);
    QCOMPARE(change.unchangedLength, 8);
    QCOMPARE(describe(document.blocks()).at(1), QStringLiteral("p: See {b|the} {a|x|https://x.example}."));
}

void TestMarkdownDocumentStream::codeGrowsByItsLinesOnly()
{
    MarkdownDocument document;
    document.append(u"text\n\n```py\nfirst\nsec");
    document.flush();
    QCOMPARE(describe(document.blocks()).last(), QStringLiteral("code(py): first\\nsec"));

    document.append(u"ond\nthird\n");
    DocumentChange change = document.flush();
    QCOMPARE(change.firstChanged, 1);
    QCOMPARE(change.unchangedLength, 9);
    QCOMPARE(describe(document.blocks()).last(), QStringLiteral("code(py): first\\nsecond\\nthird"));

    document.append(u"```\nafter");
    change = document.flush();
    QCOMPARE(change.firstChanged, 1); // its source now includes the closing fence
    QCOMPARE(change.unchangedLength, 18);
    QCOMPARE(document.blocks().size(), 3U);
    QVERIFY(document.finish().isEmpty);
}

void TestMarkdownDocumentStream::possibleClosingFenceIsHeldBack()
{
    MarkdownDocument document;
    document.append(u"```\na\n");
    document.flush();
    for (const char16_t *piece : {u" ", u"`", u"`"}) {
        document.append(piece);
        QVERIFY(document.flush().isEmpty);
    }
    document.append(u"x");
    document.flush();
    QCOMPARE(document.blocks().front().text, QStringLiteral("a\n ``x"));
}

void TestMarkdownDocumentStream::marksAloneAreHeldBack_data()
{
    QTest::addColumn<QString>("partialLine");
    for (const char *marks : {"-", "- ", "==", "1", "12.", "#", "## ", "|--", "> ", "``", "```cpp", "**"})
        QTest::newRow(marks) << QString::fromLatin1(marks);
}

void TestMarkdownDocumentStream::marksAloneAreHeldBack()
{
    QFETCH(QString, partialLine);
    MarkdownDocument document;
    document.append(u"text\n");
    document.flush();
    document.append(partialLine);
    QVERIFY(document.flush().isEmpty);
}

void TestMarkdownDocumentStream::tableRowsCloseOneByOne()
{
    MarkdownDocument document;
    document.append(u"| a | b |\n|:--|--:|\n| 1 | 2 |\n");
    document.flush();
    document.append(u"| *3* | 4 |\n");
    const DocumentChange change = document.flush();
    QCOMPARE(change.firstChanged, 2);
    QCOMPARE(describe(document.blocks()),
             QStringList({QStringLiteral("head: <a >b"), QStringLiteral("row: <1 >2"),
                          QStringLiteral("row: <{i|3} >4")}));
    QCOMPARE(document.blocks().back().sourceStart, 30);
    QVERIFY(document.finish().isEmpty);
}

void TestMarkdownDocumentStream::listItemsCloseOneByOne()
{
    MarkdownDocument document;
    document.append(u"3. a\n\n   more\n1. b\n1. c\n");
    document.flush();
    document.append(u"1. d");
    const DocumentChange change = document.flush();
    QCOMPARE(change.firstChanged, 4);
    QCOMPARE(describe(document.blocks()).last(), QStringLiteral("l1 6. p: d"));
    QVERIFY(document.finish().isEmpty);
}

void TestMarkdownDocumentStream::pairCutInTwoIsJoined()
{
    MarkdownDocument document;
    document.append(u"a\xd83d");
    document.flush();
    QCOMPARE(document.blocks().front().text, QStringLiteral("a"));
    document.append(u"\xde00");
    document.flush();
    QCOMPARE(document.blocks().front().text, QStringLiteral("a\U0001f600"));
    document.append(u"\xd83d");
    document.finish();
    QCOMPARE(document.blocks().front().text, QStringLiteral("a\U0001f600\ufffd"));
}

void TestMarkdownDocumentStream::nothingNewIsAnEmptyChange()
{
    MarkdownDocument document;
    QVERIFY(document.flush().isEmpty);
    document.append(u"a\n- b");
    QVERIFY(!document.flush().isEmpty);
    QVERIFY(document.flush().isEmpty);
    QVERIFY(document.finish().isEmpty);
    QVERIFY(document.flush().isEmpty);
    QVERIFY(document.finish().isEmpty);
}

void TestMarkdownDocumentStream::goesOnAfterTheEnd()
{
    MarkdownDocument document;
    document.append(u"one\n\n```\ntwo");
    document.finish();
    document.append(u" three\n```\nfour");
    const std::vector<Block> before = document.blocks();
    const DocumentChange change = document.flush();
    QCOMPARE(brokenPromise(change, before, document.blocks()), QString());
    QCOMPARE(change.firstChanged, 1);
    document.finish();
    QVERIFY(document.blocks() == MarkdownDocument::parse(QStringLiteral("one\n\n```\ntwo three\n```\nfour")));
}

void TestMarkdownDocumentStream::aPictureThatArrivesIsNoText()
{
    const QString url = QStringLiteral("data:image/png;base64,") + QString(300'000, u'A');
    const QString text = QStringLiteral("Before ![a chart](%1) after ![](%1)").arg(url);
    MarkdownDocument document;
    for (qsizetype at = 0; at < text.size(); at += 1000) {
        document.append(QStringView(text).mid(at, 1000));
        document.flush();
        for (const Block &block : document.blocks())
            QVERIFY(block.text.size() < 1200);
    }
    document.finish();
    QCOMPARE(document.blocks().size(), size_t(1));
    QCOMPARE(document.blocks().front().text, QStringLiteral("Before a chart after Picture"));
    QCOMPARE(document.blocks().front().spans.size(), 2);
    QCOMPARE(document.blocks().front().spans[1].target, url);
}

QTEST_GUILESS_MAIN(TestMarkdownDocumentStream)
#include "tst_markdowndocumentstream.moc"
