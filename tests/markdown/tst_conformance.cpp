// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "describe.h"
#include "htmlblocks.h"
#include "markdowndocument.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace tabletalk;

namespace {

struct SpecExample {
    int number = 0;
    QString section;
    QString markdown;
    QString html;
};

//! The examples of the specification at TABLETALK_COMMONMARK_SPEC, which packaging/test.sh fetches where npm
//! is installed; none if there is no such file.
QList<SpecExample> specExamples()
{
    QFile file(qEnvironmentVariable("TABLETALK_COMMONMARK_SPEC"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression kPart(
        QStringLiteral("^`{32} example\\n([\\s\\S]*?)^\\.\\n([\\s\\S]*?)^`{32}$|^#{1,6} *(.*)$"),
        QRegularExpression::MultilineOption);
    QList<SpecExample> examples;
    QString section;
    int number = 0;
    for (auto parts = kPart.globalMatch(QString::fromUtf8(file.readAll())); parts.hasNext();) {
        const QRegularExpressionMatch part = parts.next();
        if (part.hasCaptured(3) && !part.captured(3).isEmpty()) {
            section = part.captured(3);
            continue;
        }
        const auto withTabs = [](QString text) { return text.replace(u'\u2192', u'\t'); };
        examples.append({++number, section, withTabs(part.captured(1)), withTabs(part.captured(2))});
    }
    return examples;
}

//! Why an example is read otherwise than the specification says; empty where it must not be.
QString knownDifference(int number)
{
    struct Difference {
        const char *reason;
        QList<int> numbers;
    };
    static const Difference kDifferences[]{
        {"raw HTML is text, so that nothing of an answer is lost",
         {149, 160, 162, 166, 167, 168, 169, 177, 179, 180, 181,
          182, 183, 190, 191, 308, 309, 474, 624, 627, 629}},
        {"the description of a picture keeps its styles and links, for it is what is shown",
         {519, 572, 573, 574, 575, 576, 584, 588}},
        {"an address alone is a link in GFM", {607, 610, 611}},
        {"md4c 0.4.8 leaves a tab at the edge of a heading; it is not seen", {10, 82}},
    };
    for (const Difference &difference : kDifferences) {
        if (difference.numbers.contains(number))
            return QString::fromLatin1(difference.reason);
    }
    return {};
}

} // namespace

class TestConformance : public QObject {
    Q_OBJECT
private slots:
    void givesTheBlocksOfTheSpecification();
    void everyPrefixEndsAsParsedAtOnce();
};

void TestConformance::givesTheBlocksOfTheSpecification()
{
    const QList<SpecExample> examples = specExamples();
    if (examples.isEmpty())
        QSKIP("TABLETALK_COMMONMARK_SPEC names no copy of the specification");
    QVERIFY(examples.size() > 600);
    int compared = 0;
    for (const SpecExample &example : examples) {
        // What does not read as XML has raw HTML in it, which is text here.
        const auto expected = blocksOfHtml(example.html);
        if (!expected)
            continue;
        ++compared;
        const QStringList ours = describe(comparable(MarkdownDocument::parse(example.markdown)));
        const bool isAlike = ours == describe(*expected);
        const bool mayDiffer = !knownDifference(example.number).isEmpty();
        if (isAlike == mayDiffer)
            qWarning("%d, %s: %s", example.number, qPrintable(example.section), qPrintable(example.markdown));
        if (mayDiffer)
            QVERIFY2(!isAlike, "the list of differences is out of date");
        else
            QCOMPARE(ours, describe(*expected));
    }
    QVERIFY(compared > 600);
}

void TestConformance::everyPrefixEndsAsParsedAtOnce()
{
    const QList<SpecExample> examples = specExamples();
    if (examples.isEmpty())
        QSKIP("TABLETALK_COMMONMARK_SPEC names no copy of the specification");
    QStringList failures;
    for (const SpecExample &example : examples) {
        for (qsizetype length = 0; length <= example.markdown.size(); ++length) {
            const QString prefix = example.markdown.first(length);
            const std::vector<Block> expected = MarkdownDocument::parse(prefix);
            for (const qsizetype piece : {1, 3, 20}) {
                const std::vector<Block> pieced = blocksInPieces(prefix, piece);
                if (pieced != expected)
                    failures += QStringLiteral("%1: %2 by %3").arg(example.number).arg(prefix).arg(piece);
            }
        }
    }
    QCOMPARE(failures.join(u'\n'), QString());
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
