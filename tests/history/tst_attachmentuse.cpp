// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace tabletalk;

//! What is attached to drafts, and which attachments anything in the history needs.
class TestAttachmentUse : public QObject {
    Q_OBJECT
private slots:
    void init();

    void keepsWhatIsAttachedToADraft();
    void namesEveryAttachmentInUse();
    void namesNoneWhereACopyCannotBeRead();

private:
    ConversationId newConversation();
    void reopen();
    QString folder() const { return m_temporary->path(); }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<SqliteHistory> m_history;
};

namespace {

Attachment attachment(char digit)
{
    return {.name = QStringLiteral("report.pdf"),
            .mediaType = QStringLiteral("application/pdf"),
            .size = 2400,
            .sha256 = QByteArray(64, digit),
            .text = QStringLiteral("Sales rose."),
            .pages = 2};
}

} // namespace

void TestAttachmentUse::init()
{
    m_history.reset();
    m_temporary = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestAttachmentUse::reopen()
{
    m_history.reset();
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(m_history->start().result());
}

ConversationId TestAttachmentUse::newConversation()
{
    const Conversation conversation = sampleConversation(m_history->nextConversationId());
    m_history->save(conversation);
    return conversation.id;
}

void TestAttachmentUse::keepsWhatIsAttachedToADraft()
{
    const ConversationId id = newConversation();
    const QList<Attachment> attached{attachment('a'), attachment('b')};
    QVERIFY(m_history->saveDraftAttachments(id, attached).result());
    reopen();
    QCOMPARE(m_history->open(id).result()->draftAttachments, attached);

    QVERIFY(m_history->saveDraftAttachments(id, {attached.at(1)}).result());
    QCOMPARE(m_history->open(id).result()->draftAttachments, QList<Attachment>{attached.at(1)});
    QVERIFY(m_history->erase({id}).result());
    SQLite::Database file(historyPath(folder()).toStdString());
    QCOMPARE(file.execAndGet("SELECT count(*) FROM draft_attachment").getInt(), 0);
}

void TestAttachmentUse::namesEveryAttachmentInUse()
{
    const auto attachTo = [this](ConversationId id, char digit) {
        QVERIFY(m_history
                    ->insert(makeUserTurn(m_history->nextTurnId(), id, {}, QStringLiteral("Read this."), 1,
                                          {attachment(digit)}))
                    .result());
    };
    const ConversationId current = newConversation();
    attachTo(current, 'a');
    attachTo(current, 'b'); // another version: not shown, and still there
    const ConversationId trashed = newConversation();
    attachTo(trashed, 'c');
    QVERIFY(m_history->remove({trashed}).result());
    QVERIFY(m_history->saveDraftAttachments(current, {attachment('d')}).result());
    const ConversationId erased = newConversation();
    attachTo(erased, 'e');
    QVERIFY(m_history->backUp().result());
    QVERIFY(m_history->erase({erased}).result());

    QSet<QByteArray> expected;
    for (const char digit : {'a', 'b', 'c', 'd', 'e'})
        expected.insert(attachment(digit).sha256);
    QCOMPARE(m_history->attachmentsInUse().result().value(), expected);

    // What only a copy needs goes with the copy.
    const QList<Backup> copies = m_history->backups().result().value();
    QVERIFY(m_history->deleteBackups({copies.constFirst().name}).result());
    expected.remove(attachment('e').sha256);
    QCOMPARE(m_history->attachmentsInUse().result().value(), expected);
}

void TestAttachmentUse::namesNoneWhereACopyCannotBeRead()
{
    newConversation();
    QVERIFY(m_history->attachmentsInUse().result());
    QFile damaged(folder() + QStringLiteral("/history-damaged-20260101-000000.sqlite"));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write(QByteArray(5000, 'x'));
    damaged.close();
    QVERIFY(!m_history->attachmentsInUse().result());
}

QTEST_GUILESS_MAIN(TestAttachmentUse)
#include "tst_attachmentuse.moc"
