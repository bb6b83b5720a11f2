// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "retryhint.h"

#include <QTest>

using namespace tabletalk;

class TestRetryHint : public QObject {
    Q_OBJECT
private slots:
    void readsHeaders_data();
    void readsHeaders();
};

void TestRetryHint::readsHeaders_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<int>("seconds"); // -1: nothing
    QTest::newRow("none") << HttpHeaders{} << -1;
    QTest::newRow("seconds") << HttpHeaders{{"Retry-After", "20"}} << 20;
    QTest::newRow("a fraction") << HttpHeaders{{"retry-after", " 1.2 "}} << 2;
    QTest::newRow("zero") << HttpHeaders{{"Retry-After", "0"}} << 0;
    QTest::newRow("negative") << HttpHeaders{{"Retry-After", "-5"}} << -1;
    QTest::newRow("years") << HttpHeaders{{"Retry-After", "99999999"}} << -1;
    QTest::newRow("not a number") << HttpHeaders{{"Retry-After", "nan"}} << -1;
    QTest::newRow("nonsense") << HttpHeaders{{"Retry-After", "soon"}} << -1;
    QTest::newRow("a date") << HttpHeaders{{"Retry-After", "Fri, 02 Jan 2026 00:01:30 GMT"}} << 90;
    QTest::newRow("a date in the past")
        << HttpHeaders{{"Retry-After", "Thu, 01 Jan 2026 00:00:00 GMT"}} << -1;
    QTest::newRow("reset in seconds") << HttpHeaders{{"X-RateLimit-Reset", "1767312030"}} << 30;
    QTest::newRow("reset in milliseconds") << HttpHeaders{{"x-ratelimit-reset", "1767312030000"}} << 30;
    QTest::newRow("the first speaks louder")
        << HttpHeaders{{"X-RateLimit-Reset", "1767312030"}, {"Retry-After", "7"}} << 7;
}

void TestRetryHint::readsHeaders()
{
    QFETCH(HttpHeaders, headers);
    QFETCH(int, seconds);
    const QDateTime now = QDateTime::fromString(QStringLiteral("2026-01-02T00:00:00Z"), Qt::ISODate);
    const auto hint = retryHint(headers, now);
    QCOMPARE(hint ? int(hint->count()) : -1, seconds);
}

QTEST_APPLESS_MAIN(TestRetryHint)
#include "tst_retryhint.moc"
