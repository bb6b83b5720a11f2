// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerreader.h"
#include "eventmailbox.h"
#include "httpreplyparser.h"
#include "routercompletionservice.h"
#include "routerthread.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <vector>

//! Figures of the wire: reading, the way of a token, back-pressure, and many answers at once. Servers run
//! in threads of their own; their processor time is left out where a thread's clock allows it.

using namespace tabletalk;

namespace {

using Clock = std::chrono::steady_clock;

QByteArray textEvent(const QByteArray &text)
{
    return R"(data: {"id":"gen-1","object":"chat.completion.chunk","created":1,"model":"openai/gpt-4o","choices":)"
           R"([{"index":0,"delta":{"content":")"
           + text + "\"},\"finish_reason\":null}]}\n\n";
}

const QByteArray kHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
const QByteArray kEnd = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

double seconds(Clock::duration span)
{
    return std::chrono::duration<double>(span).count();
}

double cpuSeconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

double memoryMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr double kPage = 4096;
    return file.readAll().split(' ').value(1).toDouble() * kPage / 1e6;
}

//! Answers every connection with tokens at a pace, each in a flush of its own and with the time of it.
class Pacer : public QObject {
public:
    Pacer(int tokens, std::chrono::microseconds pace)
        : m_tokens(tokens)
        , m_pace(pace)
    {
    }
    quint16 listen()
    {
        m_server = new QTcpServer(this);
        connect(m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server->nextPendingConnection()) {
                socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                    if (socket->readAll().contains("\"stream\":true"))
                        serve(socket);
                });
            }
        });
        m_server->listen(QHostAddress::LocalHost);
        return m_server->serverPort();
    }

private:
    void serve(QTcpSocket *socket)
    {
        socket->write(kHead);
        auto *timer = new QTimer(socket);
        timer->setTimerType(Qt::PreciseTimer);
        auto sent = std::make_shared<int>(0);
        const auto begun = Clock::now();
        connect(timer, &QTimer::timeout, socket, [this, socket, timer, sent, begun] {
            // As many as are due: a timer has whole milliseconds only.
            while (*sent < m_tokens && begun + *sent * m_pace <= Clock::now()) {
                const qint64 stamp = Clock::now().time_since_epoch().count();
                socket->write(textEvent(QByteArray::number(stamp) + ' '));
                socket->flush();
                ++*sent;
            }
            if (*sent == m_tokens) {
                timer->stop();
                socket->write(kEnd);
                socket->disconnectFromHost();
            }
        });
        timer->start(1);
    }

    QTcpServer *m_server = nullptr;
    int m_tokens;
    std::chrono::microseconds m_pace;
};

//! A Pacer in a thread of its own.
class PacedServer {
public:
    PacedServer(int tokens, std::chrono::microseconds pace)
    {
        auto *pacer = new Pacer(tokens, pace);
        pacer->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, pacer, &QObject::deleteLater);
        m_thread.start();
        QMetaObject::invokeMethod(
            pacer,
            [this, pacer] {
                pthread_getcpuclockid(pthread_self(), &m_clock);
                m_port = pacer->listen();
            },
            Qt::BlockingQueuedConnection);
    }
    ~PacedServer()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(PacedServer)

    quint16 port() const { return m_port; }
    //! Of this process but for the server.
    double cpuOfOthers() const { return cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuSeconds(m_clock); }

private:
    QThread m_thread;
    clockid_t m_clock{};
    quint16 m_port = 0;
};

CompletionRequest requestTo(quint16 port)
{
    CompletionRequest request;
    request.endpoint = *Endpoint::parse(QStringLiteral("http://127.0.0.1:%1/v1").arg(port));
    request.model = QStringLiteral("a/b");
    request.messages = {{WireRole::User, QStringLiteral("Hello"), {}}};
    return request;
}

struct Streams {
    std::vector<double> delays; // seconds, of each token, from the server's flush to the signal
    double cpu = 0; // of this process but for the server's thread
    double wall = 0;
};

Streams stream(int answers, int tokens, std::chrono::microseconds pace)
{
    const PacedServer server(tokens, pace);
    const CompletionRequest request = requestTo(server.port());
    Streams result;
    const auto thread = std::make_shared<RouterThread>();
    RouterCompletionService service(thread);
    std::vector<std::unique_ptr<CompletionStream>> streams;
    QEventLoop loop;
    int running = answers;
    const double cpu = server.cpuOfOthers();
    const auto begun = Clock::now();
    for (int i = 0; i < answers; ++i) {
        streams.push_back(service.start(request));
        QObject::connect(streams.back().get(), &CompletionStream::received, &loop,
                         [&result](const QList<CompletionEvent> &events) {
                             const qint64 now = Clock::now().time_since_epoch().count();
                             for (const CompletionEvent &arrived : events) {
                                 const auto *text = std::get_if<TextDelta>(&arrived);
                                 if (!text)
                                     continue;
                                 for (const QString &stamp : text->text.split(u' ', Qt::SkipEmptyParts))
                                     result.delays.push_back(double(now - stamp.toLongLong()) * 1e-9);
                             }
                         });
        QObject::connect(streams.back().get(), &CompletionStream::finished, &loop, [&] {
            if (--running == 0)
                loop.quit();
        });
    }
    loop.exec();
    result.wall = seconds(Clock::now() - begun);
    result.cpu = server.cpuOfOthers() - cpu;
    std::ranges::sort(result.delays);
    return result;
}

//! The processor time of a socket that takes the same bytes in a thread of its own and drops them: what Qt
//! and the waking of a thread cost whoever reads.
double dropping(int tokens, std::chrono::microseconds pace)
{
    const PacedServer server(tokens, pace);
    QThread thread;
    auto *socket = new QTcpSocket;
    socket->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, socket, &QObject::deleteLater);
    thread.start();
    QEventLoop loop;
    QObject::connect(socket, &QTcpSocket::disconnected, &loop, &QEventLoop::quit);
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->readAll(); });
    const double cpu = server.cpuOfOthers();
    QMetaObject::invokeMethod(socket, [socket, port = server.port()] {
        socket->connectToHost(QHostAddress::LocalHost, port);
        socket->write("GET / {\"stream\":true}");
    });
    loop.exec();
    const double used = server.cpuOfOthers() - cpu;
    thread.quit();
    thread.wait();
    return used;
}

double at(const std::vector<double> &sorted, double share)
{
    return sorted.empty() ? 0 : sorted[size_t(share * double(sorted.size() - 1))] * 1e3;
}

void benchReading()
{
    constexpr qsizetype kPiece = qsizetype{16} * 1024;
    const QByteArray bytes = textEvent("some words ").repeated(400'000);
    double best = 0;
    for (int run = 0; run < 3; ++run) {
        AnswerReader reader{WireLimits{}};
        const double begun = cpuSeconds(CLOCK_THREAD_CPUTIME_ID); // others may want the core, too
        for (qsizetype i = 0; i < bytes.size(); i += kPiece)
            reader.feed(QByteArrayView(bytes).sliced(i, std::min(kPiece, bytes.size() - i)));
        best = std::max(best, double(bytes.size()) / 1e6 / (cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - begun));
    }
    std::printf("reading events with their JSON: %.0f MB/s on one core\n", best);
}

void benchLatency()
{
    // Slower than a frame: a token is handed on at once. Faster: once per frame, which is the delay then.
    const Streams slow = stream(1, 100, std::chrono::milliseconds(40));
    std::printf("flush to signal, 25 tokens/s: median %.2f ms, 99th percentile %.2f ms\n",
                at(slow.delays, 0.5), at(slow.delays, 0.99));
    constexpr int kTokens = 2000;
    const Streams fast = stream(1, kTokens, std::chrono::milliseconds(5));
    const double dropped = dropping(kTokens, std::chrono::milliseconds(5));
    std::printf("flush to signal, 200 tokens/s (frames of 33 ms): median %.2f ms, 99th percentile %.2f ms; "
                "%.1f us of processor per token, %.1f of them for a socket that drops what it reads\n",
                at(fast.delays, 0.5), at(fast.delays, 0.99), fast.cpu / kTokens * 1e6,
                dropped / kTokens * 1e6);
}

//! From the connection's bytes to what the window's thread is handed, a token at a time, without the sockets
//! and threads between.
void benchToken()
{
    constexpr int kTokens = 200'000;
    constexpr int kPerFrame = 7; // at 200 tokens/s
    const QByteArray event = textEvent("word ");
    const QByteArray piece = QByteArray::number(event.size(), 16) + "\r\n" + event + "\r\n";
    HttpReplyParser parser(WireLimits{}.longestHead);
    parser.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    AnswerReader reader{WireLimits{}};
    EventMailbox mailbox([] {});
    const double begun = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    for (int i = 0; i < kTokens; ++i) {
        mailbox.post(reader.feed(parser.feed(piece)).events);
        if (i % kPerFrame == 0)
            mailbox.take();
    }
    std::printf("our part of a token, one per flush: %.2f us\n",
                (cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - begun) / kTokens * 1e6);
}

void benchMany()
{
    constexpr int kAnswers = 20;
    constexpr int kTokens = 500;
    const Streams many = stream(kAnswers, kTokens, std::chrono::milliseconds(10));
    std::printf("%d answers at 100 tokens/s: %.2f cores, %.1f us per token; delay median %.1f ms, slowest "
                "%.1f ms; %.1f s for 5\n",
                kAnswers, many.cpu / many.wall, many.cpu / (kAnswers * kTokens) * 1e6, at(many.delays, 0.5),
                at(many.delays, 1), many.wall);
}

//! A server sends 400 MB as fast as it may, and the window thread does not look at them.
void benchPaused()
{
    constexpr qint64 kWhole = 400'000'000;
    QThread serverThread;
    auto *server = new QTcpServer;
    server->moveToThread(&serverThread);
    QObject::connect(&serverThread, &QThread::finished, server, &QObject::deleteLater);
    serverThread.start();
    std::atomic<qint64> accepted = 0;
    quint16 port = 0;
    QMetaObject::invokeMethod(
        server,
        [&] {
            server->listen(QHostAddress::LocalHost);
            port = server->serverPort();
            QObject::connect(server, &QTcpServer::newConnection, server, [&accepted, server] {
                QTcpSocket *socket = server->nextPendingConnection();
                const QByteArray piece = textEvent(QByteArray(2000, 'x'));
                const auto write = [&accepted, socket, piece] {
                    while (accepted < kWhole && socket->bytesToWrite() < 100'000)
                        accepted += socket->write(piece);
                };
                QObject::connect(socket, &QTcpSocket::bytesWritten, socket, write);
                socket->write(kHead);
                write();
            });
        },
        Qt::BlockingQueuedConnection);
    const double before = memoryMb();
    const auto thread = std::make_shared<RouterThread>();
    const auto answer = RouterCompletionService(thread).start(requestTo(port));
    // This thread is the one that does not look.
    double most = before;
    QElapsedTimer clock;
    clock.start();
    constexpr qint64 kPatienceMs = 4000;
    while (clock.elapsed() < kPatienceMs) {
        most = std::max(most, memoryMb());
        serverThread.wait(QDeadlineTimer(50)); // blocks this thread, and never comes true
    }
    std::printf("a paused reader of a 400 MB reply: %.1f MB more memory, %.1f MB taken from the server\n",
                most - before, double(accepted) / 1e6);
    serverThread.quit();
    serverThread.wait();
}

//! What the window's thread would notice: the longest time between two turns of its event loop.
class LoopWatch {
public:
    LoopWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const auto now = Clock::now();
            m_longest = std::max(m_longest, now - m_last);
            m_last = now;
        });
        m_timer.start(1);
    }
    double longestMs() const { return seconds(m_longest) * 1e3; }

private:
    QTimer m_timer;
    Clock::time_point m_last = Clock::now();
    Clock::duration m_longest{0};
};

//! A server that sends `piece` without end; what it does to memory and to the window's thread, and how it
//! ends. `head` comes first.
void benchEndless(const char *name, const QByteArray &head, const QByteArray &piece)
{
    QThread serverThread;
    auto *server = new QTcpServer;
    server->moveToThread(&serverThread);
    QObject::connect(&serverThread, &QThread::finished, server, &QObject::deleteLater);
    serverThread.start();
    std::atomic<qint64> sent = 0;
    quint16 port = 0;
    QMetaObject::invokeMethod(
        server,
        [&] {
            server->listen(QHostAddress::LocalHost);
            port = server->serverPort();
            QObject::connect(server, &QTcpServer::newConnection, server, [&sent, server, head, piece] {
                QTcpSocket *socket = server->nextPendingConnection();
                const auto write = [&sent, socket, piece] {
                    while (socket->bytesToWrite() < 100'000 && socket->state() == QTcpSocket::ConnectedState)
                        sent += socket->write(piece);
                };
                QObject::connect(socket, &QTcpSocket::bytesWritten, socket, write);
                socket->write(head);
                write();
            });
        },
        Qt::BlockingQueuedConnection);
    CompletionRequest request = requestTo(port);
    ConnectionOptions options;
    options.deadlines.firstByte = std::chrono::seconds(3);
    request.endpoint = request.endpoint.withConnection(options);

    const double before = memoryMb();
    double most = before;
    QEventLoop loop;
    QTimer sampler;
    QObject::connect(&sampler, &QTimer::timeout, &sampler, [&most] { most = std::max(most, memoryMb()); });
    sampler.start(20);
    const auto thread = std::make_shared<RouterThread>();
    const auto begun = Clock::now();
    const LoopWatch watch;
    const auto answer = RouterCompletionService(thread).start(request);
    int kind = -1;
    QObject::connect(answer.get(), &CompletionStream::finished, &loop, [&](const CompletionOutcome &outcome) {
        kind = outcome.error ? int(outcome.error->kind) : -1;
        loop.quit();
    });
    loop.exec();
    std::printf("%s: ended after %.1f s and %.0f MB with error %d; %.1f MB more memory at most; the window's "
                "thread waited %.1f ms at most\n",
                name, seconds(Clock::now() - begun), double(sent) / 1e6, kind, most - before,
                watch.longestMs());
    serverThread.quit();
    serverThread.wait();
}

void benchEndlessReplies()
{
    benchEndless("a head without end (3 s for the first byte)", "HTTP/1.1 200 OK\r\n",
                 "X-More: " + QByteArray(1000, 'x') + "\r\n");
    benchEndless("text without end", kHead, textEvent(QByteArray(20, 'x')));
    benchEndless("an event without end", kHead + "data: {\"a\":\"", QByteArray(10'000, 'x'));
    benchEndless("a line of keep-alives without end", kHead + ":", QByteArray(10'000, 'x'));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    benchReading();
    benchToken();
    benchLatency();
    benchMany();
    benchPaused();
    benchEndlessReplies();
    return 0;
}
