// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "request/requestline.h"
#include "request/requestviewer.h"
#include "requestwriter.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace tabletalk;

namespace {

class FakeWriter : public RequestWriter {
public:
    QByteArray written;
    QByteArray body(const CompletionRequest &) const override { return written; }
};

} // namespace

class TestRequestLine : public QObject {
    Q_OBJECT
private slots:
    void saysWhatIsSent_data();
    void saysWhatIsSent();
    void isQuietWhileThereIsNothing();
    void showsTheExactBody();
    void shortensOnTheScreenAlone();
};

void TestRequestLine::saysWhatIsSent_data()
{
    QTest::addColumn<NextRequest::Summary>("summary");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("words") << NextRequest::Summary{.tokens = 12}
                           << QStringList{QStringLiteral("about 12 tokens")};
    QTest::newRow("schemas") << NextRequest::Summary{.schemas = 2, .rows = 6, .tokens = 1240}
                             << QStringList{QStringLiteral("schema of 2 table"), QStringLiteral("6 row"),
                                            QStringLiteral("about")};
    QTest::newRow("private") << NextRequest::Summary{.schemas = 1, .rows = 0, .tokens = 40}
                             << QStringList{QStringLiteral("0 row")};
    QTest::newRow("all") << NextRequest::Summary{.earlierTurns = 3,
                                                 .pictures = 1,
                                                 .documents = 2,
                                                 .tables = 1}
                         << QStringList{QStringLiteral("3 earlier"), QStringLiteral("1 picture"),
                                        QStringLiteral("2 document"), QStringLiteral("all of 1 table")};
}

void TestRequestLine::saysWhatIsSent()
{
    QFETCH(NextRequest::Summary, summary);
    QFETCH(QStringList, parts);
    const QString sentence = requestSentence(summary);
    for (const QString &part : parts)
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
}

void TestRequestLine::isQuietWhileThereIsNothing()
{
    QWidget window;
    RequestLine line(&window);
    window.show();
    QVERIFY(!line.isVisible());
    line.showSummary(NextRequest::Summary{.tokens = 12}, {});
    QVERIFY(line.isVisible());
    QVERIFY(line.accessibleName().contains(QLatin1String("12")));
    line.showSummary(NextRequest::Summary{.tokens = 12, .fits = false}, QStringLiteral("Small"));
    QVERIFY(line.text().startsWith(QLatin1String("More than Small takes")));
    line.showSummary({}, {});
    QVERIFY(!line.isVisible());
}

void TestRequestLine::showsTheExactBody()
{
    FakeWriter writer;
    writer.written = R"({"model":"demo","messages":[{"content":"Grüße"}]})";
    RequestViewer viewer(writer, {});
    viewer.show();
    auto *text = viewer.findChild<QPlainTextEdit *>();
    auto *copy = viewer.findChild<QPushButton *>(QStringLiteral("copyRequestButton"));
    QTRY_VERIFY(copy->isEnabled());
    QVERIFY(text->isReadOnly());
    QVERIFY(text->toPlainText().contains(QLatin1String("    \"model\": \"demo\"")));
    viewer.findChild<QCheckBox *>()->click();
    QCOMPARE(text->toPlainText().toUtf8(), writer.written);
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), writer.written);
}

void TestRequestLine::shortensOnTheScreenAlone()
{
    FakeWriter writer;
    writer.written = "{\"url\":\"" + QByteArray(3'000'000, 'A') + "\"}";
    RequestViewer viewer(writer, {});
    auto *copy = viewer.findChild<QPushButton *>(QStringLiteral("copyRequestButton"));
    QTRY_VERIFY(copy->isEnabled());
    QVERIFY(viewer.findChild<QPlainTextEdit *>()->toPlainText().size() < 30'000);
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), writer.written);
}

QTEST_MAIN(TestRequestLine)
#include "tst_requestline.moc"
