// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "terminationsignals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace tabletalk {

namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};

std::array<int, 2> g_pipe{-1, -1};

//! A handler may do next to nothing: a byte goes to the event loop, which may do anything.
void pass(int)
{
    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(g_pipe[1], &byte, 1);
    errno = before;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // they end the program as they always did
    auto *notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(g_pipe[0], &byte, 1) == 1)
            emit asked();
    });
    struct sigaction passing { };
    passing.sa_handler = pass;
    passing.sa_flags = SA_RESTART | int(SA_RESETHAND);
    for (const int signal : kSignals) {
        struct sigaction before { };
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN)
            ::sigaction(signal, &passing, nullptr);
    }
}

TerminationSignals::~TerminationSignals()
{
    for (const int signal : kSignals) {
        struct sigaction before { };
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler == pass)
            ::signal(signal, SIG_DFL);
    }
    for (int &end : g_pipe) {
        if (end >= 0)
            ::close(std::exchange(end, -1));
    }
}

} // namespace tabletalk
