// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/sentencereader.h"

#include <QTest>

using namespace tabletalk;

class TestSentenceReader : public QObject {
    Q_OBJECT
private slots:
    void readsWholeSentences_data();
    void readsWholeSentences();
    void startsAnewWithAnotherText();
};

void TestSentenceReader::readsWholeSentences_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("read");
    const auto row = [](const char *name, const char *text, const QStringList &read) {
        QTest::newRow(name) << QString::fromUtf8(text) << read;
    };
    row("sentences", "One is here. Two is here! And three",
        {QStringLiteral("One is here."), QStringLiteral("Two is here!"), QStringLiteral("And three")});
    row("no sentence in a number", "Pi is 3.14 or so.", {QStringLiteral("Pi is 3.14 or so.")});
    row("no sentence after a letter", "Say e. g. this.", {QStringLiteral("Say e. g. this.")});
    row("without markup", "Some **bold** text. Done.",
        {QStringLiteral("Some bold text."), QStringLiteral("Done.")});
    row("lines", "- one\n- two\n", {QStringLiteral("one"), QStringLiteral("two")});
    row("without spaces", "一つ。二つ。", {QStringLiteral("一つ。"), QStringLiteral("二つ。")});
}

void TestSentenceReader::readsWholeSentences()
{
    QFETCH(QString, text);
    QFETCH(QStringList, read);
    SentenceReader reader;
    QStringList got;
    for (qsizetype length = 1; length <= text.size(); ++length) {
        const QString more = reader.take(QStringView(text).first(length), false);
        if (!more.isEmpty())
            got.append(more);
    }
    if (const QString rest = reader.take(text, true); !rest.isEmpty())
        got.append(rest);
    QCOMPARE(got, read);
    QCOMPARE(reader.take(text, true), QString());
}

void TestSentenceReader::startsAnewWithAnotherText()
{
    SentenceReader reader;
    QCOMPARE(reader.take(u"A long first text. ", false), QStringLiteral("A long first text."));
    QCOMPARE(reader.take(u"Other. ", false), QStringLiteral("Other."));
}

QTEST_GUILESS_MAIN(TestSentenceReader)
#include "tst_sentencereader.moc"
