// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "citation.h"
#include "turn.h"

#include <QJsonDocument>
#include <QTest>

using namespace tabletalk;

class TestCitation : public QObject {
    Q_OBJECT
private slots:
    void listsEachSourceOnce();
    void showsSourcesAsLinksOnly();
};

namespace {

QJsonArray annotations(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).array();
}

} // namespace

void TestCitation::listsEachSourceOnce()
{
    const auto citations = citationsIn(annotations(R"json([
        {"type":"url_citation","url_citation":{"url":"https://example.org/a","title":" A \n title "}},
        {"type":"url_citation","url_citation":{"url":"https://example.org/a","title":"again"}},
        {"type":"url_citation","url_citation":{"url":"http://example.com"}},
        {"type":"url_citation","url_citation":{"url":"javascript:alert(1)","title":"x"
}
},
        {"type":"url_citation","url_citation":{"url":"file:///etc/passwd"}},
        {"type":"file","file":{"hash":"x"}}, 5, null])json"));
    QCOMPARE(citations.size(), 2);
    QCOMPARE(citations.at(0).title, QStringLiteral("A title"));
    QCOMPARE(citations.at(1),
             (Citation{QUrl(QStringLiteral("http://example.com")), QStringLiteral("example.com")}));
}

void TestCitation::showsSourcesAsLinksOnly()
{
    const Step step{AnnotationsStep{annotations(
        R"json([{"url_citation":{"url":"https://example.org/a_(b)","title":"![x](http://e) <b>*y*"}}])json")}};
    QCOMPARE(shownText(step), QStringLiteral("**Sources**\n\n1. [\\!\\[x\\](http://e) \\<b\\>\\*y\\*]"
                                             "(https://example.org/a_%28b%29)"));
    QCOMPARE(shownText(Step{AnnotationsStep{annotations(R"json([{"type":"file","file":{}}])json")}}),
             QString());
}

QTEST_APPLESS_MAIN(TestCitation)
#include "tst_citation.moc"
