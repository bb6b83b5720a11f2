// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionsettings.h"

#include <QUrl>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr QLatin1String kProxyMode("proxyMode");
constexpr QLatin1String kProxyHost("proxyHost");
constexpr QLatin1String kProxyPort("proxyPort");
constexpr QLatin1String kProxyUser("proxyUser");
constexpr QLatin1String kCaFile("caFile");
constexpr QLatin1String kFingerprint("pinnedFingerprint");
constexpr QLatin1String kHeaders("headers");

QString groupOf(const QString &origin)
{
    return QStringLiteral("endpoints/") + QString::fromLatin1(QUrl::toPercentEncoding(origin));
}

std::chrono::milliseconds seconds(const Settings &settings, const Setting<int> &setting)
{
    constexpr int kLongest = 24 * 3600;
    return std::chrono::seconds(std::clamp(settings.value(setting), 1, kLongest));
}

ProxyOptions readProxy(const QSettings &file)
{
    ProxyOptions proxy;
    const int port = file.value(kProxyPort).toInt();
    const QString host = file.value(kProxyHost).toString().trimmed();
    switch (ProxyOptions::Mode(file.value(kProxyMode).toInt())) {
    case ProxyOptions::Mode::None:
        proxy.mode = ProxyOptions::Mode::None;
        break;
    case ProxyOptions::Mode::Manual:
        if (host.isEmpty() || port < 1 || port > 65535)
            break;
        proxy.mode = ProxyOptions::Mode::Manual;
        proxy.host = host;
        proxy.port = quint16(port);
        proxy.user = file.value(kProxyUser).toString();
        break;
    case ProxyOptions::Mode::System:
        break;
    }
    return proxy;
}

} // namespace

ConnectionOptions readConnectionOptions(Settings &settings, const QString &origin)
{
    ConnectionOptions options;
    options.deadlines = {.connect = seconds(settings, settings::connectSeconds),
                         .tls = seconds(settings, settings::tlsSeconds),
                         .firstByte = seconds(settings, settings::firstByteSeconds),
                         .idle = seconds(settings, settings::idleSeconds),
                         .wholeReply = seconds(settings, settings::wholeReplySeconds)};
    QSettings &file = settings.file();
    file.beginGroup(groupOf(origin));
    options.proxy = readProxy(file);
    options.caFile = file.value(kCaFile).toString();
    if (const auto fingerprint = parseFingerprint(file.value(kFingerprint).toString()))
        options.pinnedFingerprint = *fingerprint;
    for (const QString &line : file.value(kHeaders).toStringList()) {
        if (const auto header = HeaderLine::parse(line))
            options.headers.append(*header);
    }
    file.endGroup();
    return options;
}

void writeConnectionOptions(Settings &settings, const QString &origin, const ConnectionOptions &options)
{
    QStringList headers;
    for (const HeaderLine &header : options.headers)
        headers.append(header.toString());
    QSettings &file = settings.file();
    file.remove(groupOf(origin)); // a default is kept as nothing set
    file.beginGroup(groupOf(origin));
    if (options.proxy.mode != ProxyOptions::Mode::System)
        file.setValue(kProxyMode, int(options.proxy.mode));
    if (options.proxy.mode == ProxyOptions::Mode::Manual) {
        file.setValue(kProxyHost, options.proxy.host);
        file.setValue(kProxyPort, options.proxy.port);
        file.setValue(kProxyUser, options.proxy.user);
    }
    if (!options.caFile.isEmpty())
        file.setValue(kCaFile, options.caFile);
    if (!options.pinnedFingerprint.isEmpty())
        file.setValue(kFingerprint, QString::fromLatin1(options.pinnedFingerprint.toHex()));
    if (!headers.isEmpty())
        file.setValue(kHeaders, headers);
    file.endGroup();
}

} // namespace tabletalk
