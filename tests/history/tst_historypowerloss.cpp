// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"
#include "historyfiles.h"
#include "samples.h"
#include "sqlitehistory.h"
#include "watchedvfs.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

#include <mutex>

using namespace tabletalk;

namespace {

using Files = QMap<QString, QByteArray>; //!< by name

//! What a disk holds after some operations, when the power goes.
class Disk {
public:
    explicit Disk(const Files &before)
        : m_files(before)
    {
    }

    //! Applies it for good: the file was synced behind it.
    void apply(const FileOperation &operation)
    {
        using Kind = FileOperation::Kind;
        if (operation.kind == Kind::Delete) {
            m_files.remove(operation.path);
            return;
        }
        QByteArray &file = m_files[operation.path];
        if (operation.kind == Kind::Truncate) {
            file.truncate(operation.size);
        } else if (operation.kind == Kind::Write) {
            if (file.size() < operation.offset + operation.data.size())
                file.append(operation.offset + operation.data.size() - file.size(), '\0');
            file.replace(operation.offset, operation.data.size(), operation.data);
        }
    }

    //! Some sectors of it reach the disk, the others not.
    void applyTorn(FileOperation operation, QRandomGenerator &generator)
    {
        constexpr qsizetype kSector = 512;
        if (operation.kind != FileOperation::Kind::Write || operation.data.size() <= kSector) {
            apply(operation);
            return;
        }
        const QByteArray whole = operation.data;
        const qint64 offset = operation.offset;
        for (qsizetype at = 0; at < whole.size(); at += kSector) {
            if (generator.bounded(2) == 0)
                continue;
            operation.offset = offset + at;
            operation.data = whole.mid(at, kSector);
            apply(operation);
        }
    }

    const Files &files() const { return m_files; }

private:
    Files m_files;
};

} // namespace

//! Records everything a session does to its files, cuts the power at each sync and between them, and looks
//! whether what was said to be saved by then is there. What was not synced is lost, kept, or kept in parts.
class TestHistoryPowerLoss : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void losesNothingThatWasSynced_data();
    void losesNothingThatWasSynced();

private:
    enum class Unsynced { Lost, Kept, InParts };
    //! From some operation on, this is promised.
    struct Promise {
        qsizetype from = 0;
        Turn turn;
    };
    struct Erased {
        qsizetype from = 0; //!< it was begun
        qsizetype by = 0; //!< it was said to be done
        ConversationId conversation;
    };

    void record(const QString &folder);
    qsizetype now();
    void promise(const Turn &turn);
    Files filesAfter(qsizetype count, Unsynced unsynced, QRandomGenerator &generator) const;
    void verify(const Files &files, qsizetype count);

    Files m_before;
    std::mutex m_mutex;
    QList<FileOperation> m_operations; //!< guarded by it
    QList<Promise> m_promises;
    QList<Erased> m_erased;
};

void TestHistoryPowerLoss::initTestCase()
{
    // A file of the first version, so that the session begins with a migration.
    QTemporaryDir folder;
    const QString path = historyPath(folder.path());
    makeFileOfVersion(1, path);
    m_before.insert(QFileInfo(path).fileName(), contentOf(path));
    WatchedVfs vfs;
    vfs.observe([this, path](const FileOperation &operation) {
        if (operation.path.startsWith(path)) {
            const std::lock_guard lock(m_mutex);
            FileOperation kept = operation;
            kept.path = QFileInfo(operation.path).fileName();
            kept.data = QByteArray(operation.data.constData(), operation.data.size());
            if (!kept.path.endsWith(QStringLiteral("-shm")))
                m_operations.append(kept);
        }
        return SQLITE_OK;
    });
    record(folder.path());
    qInfo("%d operations, %d promises", int(m_operations.size()), int(m_promises.size()));
    QVERIFY(m_promises.size() > 20);
}

qsizetype TestHistoryPowerLoss::now()
{
    const std::lock_guard lock(m_mutex);
    return m_operations.size();
}

void TestHistoryPowerLoss::promise(const Turn &turn)
{
    m_promises.append({now(), turn});
}

void TestHistoryPowerLoss::record(const QString &folder)
{
    SqliteHistory history(folder);
    QVERIFY(await(history.start()));
    QList<ConversationId> ids;
    for (int c = 0; c < 3; ++c) {
        Conversation conversation = sampleConversation(history.nextConversationId());
        ids.append(conversation.id);
        QVERIFY(await(history.save(conversation)));
        TurnId parent;
        for (int i = 0; i < 3; ++i) {
            const Turn question = makeUserTurn(history.nextTurnId(), conversation.id, parent,
                                               QStringLiteral("question %1 ").arg(i).repeated(50), i);
            QVERIFY(await(history.insert(question)));
            promise(question);
            Turn answer =
                sampleAnswer(history.nextTurnId(), conversation.id, question.id, QString(), Progress::Open);
            QVERIFY(await(history.insert(answer)));
            for (int part = 1; part <= 4; ++part) {
                answer.steps = {Step{TextStep{QString(1500 * part, u'x')}, Progress::Open}};
                QVERIFY(await(history.update(answer, false)));
            }
            answer.progress = Progress::Complete;
            answer.steps.first().progress = Progress::Complete;
            QVERIFY(await(history.update(answer, true)));
            promise(answer);
            parent = answer.id;
        }
        // An edit: another version of the first question.
        const Turn edited =
            makeUserTurn(history.nextTurnId(), conversation.id, {}, QStringLiteral("edited"), 9);
        QVERIFY(await(history.insert(edited)));
        promise(edited);
        QVERIFY(await(history.remove({conversation.id})));
        QVERIFY(await(history.restore({conversation.id})));
        if (c == 1) {
            QVERIFY(await(history.backUp()));
            const qsizetype begun = now();
            QVERIFY(await(history.erase({ids.first()})));
            m_erased.append({begun, now(), ids.first()});
        }
    }
}

Files TestHistoryPowerLoss::filesAfter(qsizetype count, Unsynced unsynced, QRandomGenerator &generator) const
{
    QMap<QString, qsizetype> synced; // by file, the operations before this one are on the disk
    for (qsizetype i = 0; i < count; ++i) {
        if (m_operations.at(i).kind == FileOperation::Kind::Sync)
            synced[m_operations.at(i).path] = i;
    }
    Disk disk(m_before);
    for (qsizetype i = 0; i < count; ++i) {
        const FileOperation &operation = m_operations.at(i);
        if (operation.kind == FileOperation::Kind::Delete || i < synced.value(operation.path, -1)
            || unsynced == Unsynced::Kept)
            disk.apply(operation);
        else if (unsynced == Unsynced::InParts && generator.bounded(2) == 0)
            disk.applyTorn(operation, generator);
    }
    return disk.files();
}

void TestHistoryPowerLoss::verify(const Files &files, qsizetype count)
{
    QTemporaryDir folder;
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        write(folder.filePath(file.key()), *file);
    SqliteHistory history(folder.path());
    const Result<Done> started = await(history.start());
    QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
    const auto isErased = [this](ConversationId id, qsizetype from) {
        for (const Erased &erased : std::as_const(m_erased)) {
            if (erased.conversation == id && erased.from <= from)
                return true;
        }
        return false;
    };
    for (const Promise &promised : std::as_const(m_promises)) {
        if (promised.from > count || isErased(promised.turn.conversation, count))
            continue;
        const Result<Turn> turn = history.turn(promised.turn.id);
        QVERIFY2(turn, "a turn that was said to be saved is lost");
        QVERIFY(turn->text() == promised.turn.text());
        QCOMPARE(turn->progress, promised.turn.progress);
    }
    for (const Erased &erased : std::as_const(m_erased)) {
        if (erased.by <= count)
            QVERIFY2(!await(history.open(erased.conversation)), "what was erased is back");
    }
    // What the first version held is there whether or not it was migrated by then.
    QVERIFY(await(history.conversations({}))->size() > 0);
    SQLite::Database file(historyPath(folder.path()).toStdString());
    QCOMPARE(file.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
}

void TestHistoryPowerLoss::losesNothingThatWasSynced_data()
{
    QTest::addColumn<int>("unsynced");
    QTest::newRow("what was not synced is lost") << int(Unsynced::Lost);
    QTest::newRow("what was not synced is there") << int(Unsynced::Kept);
    QTest::newRow("what was not synced is there in parts") << int(Unsynced::InParts);
}

void TestHistoryPowerLoss::losesNothingThatWasSynced()
{
    QFETCH(const int, unsynced);
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator generator(seed);
    int cuts = 0;
    for (qsizetype count = 0; count <= m_operations.size(); ++count) {
        // At every sync, before and after it; and now and then between.
        constexpr int kBetween = 40;
        const auto isSync = [this](qsizetype at) {
            return at >= 0 && at < m_operations.size()
                   && m_operations.at(at).kind == FileOperation::Kind::Sync;
        };
        if (!isSync(count) && !isSync(count - 1) && generator.bounded(kBetween) != 0)
            continue;
        verify(filesAfter(count, Unsynced(unsynced), generator), count);
        if (QTest::currentTestFailed()) {
            qInfo("after %d of %d operations", int(count), int(m_operations.size()));
            return;
        }
        ++cuts;
    }
    qInfo("%d cuts of power", cuts);
}

QTEST_GUILESS_MAIN(TestHistoryPowerLoss)
#include "tst_historypowerloss.moc"
