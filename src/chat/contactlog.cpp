// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contactlog.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace tabletalk {

namespace {

constexpr QLatin1String kGroup("contacts");
//! In the order of ContactReason.
constexpr std::array kReasons{QLatin1String("messages"), QLatin1String("modelList"),
                              QLatin1String("keyCheck"), QLatin1String("proxy")};

void noteContact(QSettings &file, const QString &host, ContactReason reason)
{
    const QString first =
        QStringLiteral("%1/%2/%3First")
            .arg(kGroup, QString::fromLatin1(QUrl::toPercentEncoding(host)), kReasons.at(size_t(reason)));
    const QString last = first.chopped(5) + QStringLiteral("Last");
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (!file.contains(first))
        file.setValue(first, now);
    // To the minute: a setting that changes with every message need not be written with every one.
    constexpr qint64 kMinuteMs = 60'000;
    if (now - file.value(last).toLongLong() >= kMinuteMs)
        file.setValue(last, now);
}

} // namespace

ContactLog::ContactLog(CompletionService &completions, RouterInfo &router, Settings &settings)
    : m_completions(completions)
    , m_router(router)
    , m_settings(settings)
{
}

std::unique_ptr<CompletionStream> ContactLog::start(const CompletionRequest &request)
{
    note(request.endpoint, ContactReason::Messages);
    return m_completions.start(request);
}

QFuture<Result<QList<ModelInfo>>> ContactLog::models(const Endpoint &endpoint, const Secret &key)
{
    note(endpoint, ContactReason::ModelList);
    return m_router.models(endpoint, key);
}

QFuture<Result<KeyStatus>> ContactLog::checkKey(const Endpoint &endpoint, const Secret &key)
{
    note(endpoint, ContactReason::KeyCheck);
    return m_router.checkKey(endpoint, key);
}

void ContactLog::note(const Endpoint &endpoint, ContactReason reason)
{
    QSettings &file = m_settings.file();
    noteContact(file, endpoint.origin(), reason);
    const ProxyOptions &proxy = endpoint.connection().proxy;
    if (proxy.mode == ProxyOptions::Mode::Manual && !endpoint.isLoopback())
        noteContact(file, QStringLiteral("%1:%2").arg(proxy.host).arg(proxy.port), ContactReason::Proxy);
}

QList<Contact> readContacts(Settings &settings)
{
    QSettings &file = settings.file();
    QList<Contact> contacts;
    file.beginGroup(kGroup);
    const QStringList hosts = file.childGroups();
    for (const QString &host : hosts) {
        file.beginGroup(host);
        for (size_t reason = 0; reason < kReasons.size(); ++reason) {
            const qint64 first = file.value(kReasons.at(reason) + QStringLiteral("First")).toLongLong();
            const qint64 last = file.value(kReasons.at(reason) + QStringLiteral("Last")).toLongLong();
            if (last > 0) {
                contacts.append({.host = QUrl::fromPercentEncoding(host.toLatin1()),
                                 .reason = ContactReason(reason),
                                 .first = QDateTime::fromMSecsSinceEpoch(first),
                                 .last = QDateTime::fromMSecsSinceEpoch(last)});
            }
        }
        file.endGroup();
    }
    file.endGroup();
    std::ranges::stable_sort(contacts,
                             [](const Contact &one, const Contact &other) { return one.last > other.last; });
    return contacts;
}

void forgetContacts(Settings &settings)
{
    settings.file().remove(kGroup);
}

} // namespace tabletalk
