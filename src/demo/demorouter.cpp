// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demorouter.h"

#include "demoservice.h"
#include "scriptedserver.h"

#include <QRandomGenerator>

namespace tabletalk {

namespace {

Secret newKey()
{
    quint64 random[2];
    QRandomGenerator::system()->fillRange(random);
    return Secret("sk-demo-" + QByteArray::number(random[0], 16) + QByteArray::number(random[1], 16));
}

} // namespace

DemoRouter::DemoRouter()
    : m_key(newKey())
{
}

DemoRouter::~DemoRouter()
{
    m_thread.quit();
    m_thread.wait();
}

std::optional<Endpoint> DemoRouter::start()
{
    m_server = new ScriptedServer; // owned by the thread from here on
    m_server->setHandler(
        [service = DemoService(m_key)](const ReceivedRequest &request) { return service.answer(request); });
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("demo router"));
    m_thread.start();

    QString url;
    QMetaObject::invokeMethod(
        m_server, [server = m_server] { return server->listen() ? server->url() : QString(); },
        Qt::BlockingQueuedConnection, &url);
    const Result<Endpoint> endpoint = Endpoint::parse(url);
    return endpoint ? std::optional(*endpoint) : std::nullopt;
}

} // namespace tabletalk
