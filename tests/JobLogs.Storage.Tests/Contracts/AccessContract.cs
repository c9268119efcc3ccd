using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Keys, sessions, tickets and the audit log.</summary>
public abstract class AccessContract : StoreContract
{
    [Fact]
    public async Task A_key_comes_back_as_it_was_made_and_outlives_a_restart()
    {
        var key = Key("ci", Role.Writer) with { CreatedBy = "root", ExpiresAt = Now + Second };
        await CommitAsync(new CreateKey(key));
        await Store.ReopenAsync();

        (await Store.Access.KeysAsync(Cancel)).ShouldHaveSingleItem().ShouldBe(key);
    }

    [Fact]
    public async Task Two_good_keys_never_have_one_name()
    {
        var second = new CreateKey(Key("ci", Role.Viewer, "key_b"));
        await CommitAsync(new CreateKey(Key("ci", Role.Admin, "key_a")), second);
        second.Refusal.ShouldBe(Refusal.NameTaken);

        await CommitAsync(new RevokeKey("key_a", Now) { KeepAdmin = false });
        await CommitAsync(second);

        second.Refusal.ShouldBe(Refusal.None);
    }

    [Fact]
    public async Task A_key_is_revoked_once_and_its_grants_go_with_it()
    {
        await CommitAsync(new CreateKey(Key("a", Role.Viewer)), new AddGrant(Grant("s1", GrantKind.Session)));
        var first = new RevokeKey("key_a", Now);
        var again = new RevokeKey("key_a", Now + 1);
        var late = new AddGrant(Grant("s2", GrantKind.Session));
        await CommitAsync(first, again, late);

        (first.Refusal, again.Refusal, late.Refusal).ShouldBe((Refusal.None, Refusal.NotFound, Refusal.NotFound));
        (await Store.Access.KeysAsync(Cancel)).ShouldHaveSingleItem().RevokedAt.ShouldBe(first.At);
        (await Store.Access.FindGrantAsync("s1", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task The_last_good_admin_key_is_kept_though_two_be_revoked_at_once()
    {
        await CommitAsync(new CreateKey(Key("a", Role.Admin, "key_a")), new CreateKey(Key("b", Role.Admin, "key_b")));
        await CommitAsync(new CreateKey(Key("over", Role.Admin, "key_c") with { ExpiresAt = Now }), new CreateKey(Key("v", Role.Operator, "key_d")));
        var first = new RevokeKey("key_a", Now);
        var last = new RevokeKey("key_b", Now);
        var expired = new RevokeKey("key_c", Now);
        var other = new RevokeKey("key_d", Now);
        await CommitAsync(first, last, expired, other);

        (first.Refusal, last.Refusal).ShouldBe((Refusal.None, Refusal.LastAdmin));
        (expired.Refusal, other.Refusal).ShouldBe((Refusal.None, Refusal.None));
    }

    [Fact]
    public async Task The_last_use_only_moves_on()
    {
        await CommitAsync(new CreateKey(Key("a", Role.Viewer)));
        await CommitAsync(new TouchKeys([new KeyUse("key_a", 20), new KeyUse("key_none", 5)]), new TouchKeys([new KeyUse("key_a", 10)]));

        (await Store.Access.KeysAsync(Cancel)).ShouldHaveSingleItem().LastUsedAt.ShouldBe(20);
    }

    [Fact]
    public async Task Removing_all_keys_leaves_nothing_of_them()
    {
        await CommitAsync(new CreateKey(Key("a", Role.Admin)), new AddGrant(Grant("s1", GrantKind.Session)));
        var remove = new RemoveKeys();
        await CommitAsync(remove);

        remove.Removed.ShouldBe(1);
        (await Store.Access.KeysAsync(Cancel)).ShouldBeEmpty();
        (await Store.Access.FindGrantAsync("s1", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_has_expired_gets_no_session()
    {
        var add = new AddGrant(Grant("s1", GrantKind.Session));
        await CommitAsync(new CreateKey(Key("a", Role.Viewer) with { ExpiresAt = Now }), add);

        add.Refusal.ShouldBe(Refusal.NotFound);
    }

    [Fact]
    public async Task A_ticket_is_bound_to_the_first_path_that_it_opens()
    {
        await CommitAsync(new CreateKey(Key("a", Role.Viewer)), new AddGrant(Grant("t1", GrantKind.Ticket)));
        var first = Use("t1", "/one", Now);
        var elsewhere = Use("t1", "/two", Now);
        var again = Use("t1", "/one", Now + (30 * Second));
        await CommitAsync(first, elsewhere, again);

        first.Grant!.Path.ShouldBe("/one");
        (elsewhere.Refusal, elsewhere.Grant).ShouldBe((Refusal.NotFound, null));
        again.Refusal.ShouldBe(Refusal.None);
        (await Store.Access.FindGrantAsync("t1", Cancel)).ShouldBe(again.Grant);
    }

    [Fact]
    public async Task A_ticket_that_comes_too_late_and_a_session_in_its_place_open_nothing()
    {
        await CommitAsync(
            new CreateKey(Key("a", Role.Viewer)), new AddGrant(Grant("t1", GrantKind.Ticket)), new AddGrant(Grant("s1", GrantKind.Session)));
        var late = Use("t1", "/one", Now + Second);
        var session = Use("s1", "/one", Now);
        await CommitAsync(late, session, Use("none", "/one", Now));

        (late.Refusal, session.Refusal).ShouldBe((Refusal.NotFound, Refusal.NotFound));
    }

    [Fact]
    public async Task A_session_ends_with_the_tickets_that_were_got_with_it()
    {
        await CommitAsync(
            new CreateKey(Key("a", Role.Viewer)),
            new AddGrant(Grant("s1", GrantKind.Session)),
            new AddGrant(Grant("t1", GrantKind.Ticket) with { Parent = "s1" }),
            new AddGrant(Grant("t2", GrantKind.Ticket)));
        await CommitAsync(new RemoveGrant("s1"));

        (await Store.Access.FindGrantAsync("s1", Cancel)).ShouldBeNull();
        (await Store.Access.FindGrantAsync("t1", Cancel)).ShouldBeNull();
        (await Store.Access.FindGrantAsync("t2", Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_has_ended_is_purged_and_the_rest_stays()
    {
        await CommitAsync(
            new CreateKey(Key("a", Role.Viewer)),
            new AddGrant(Grant("s1", GrantKind.Session)),
            new AddGrant(Grant("t1", GrantKind.Ticket) with { Parent = "s1", ExpiresAt = Now + (99 * Second) }),
            new AddGrant(Grant("s2", GrantKind.Session) with { ExpiresAt = Now + (2 * Second) }),
            new RecordAudit(Audit("old") with { At = 1 }),
            new RecordAudit(Audit("new") with { At = 2 }));
        await CommitAsync(new PurgeAccess(Now + Second, auditBefore: 2));

        (await Store.Access.FindGrantAsync("s1", Cancel)).ShouldBeNull();
        (await Store.Access.FindGrantAsync("t1", Cancel)).ShouldBeNull();
        (await Store.Access.FindGrantAsync("s2", Cancel)).ShouldNotBeNull();
        (await ListAsync(Query)).Items.ShouldHaveSingleItem().Action.ShouldBe("new");
    }

    [Fact]
    public async Task The_audit_log_is_newest_first_and_filtered()
    {
        var full = Audit("create_job") with { At = 10, Key = "key_a", KeyName = "ci", Address = "10.0.0.1", Target = "job_1", Details = """{"a": 1}""" };
        await CommitAsync(new RecordAudit(full), new RecordAudit(Audit("delete_job") with { At = 20, Key = "key_b", Target = "job_1" }));
        await CommitAsync(new RecordAudit(Audit("create_job") with { At = 30 }));

        var all = await ListAsync(Query);
        all.Items.Select(record => record.At).ShouldBe([30, 20, 10]);
        all.Items[2].ShouldBe(full with { Number = all.Items[2].Number });
        all.Items[2].Number.ShouldBeLessThan(all.Items[1].Number);
        (await ListAsync(Query with { Target = "job_1", Action = "create_job" })).Items.ShouldHaveSingleItem().Key.ShouldBe("key_a");
        (await ListAsync(Query with { Key = "key_b" })).Total.ShouldBe(1);
        (await ListAsync(Query with { From = 20, To = 20 })).Items.ShouldHaveSingleItem().At.ShouldBe(20);
        var page = await ListAsync(Query with { Skip = 1, Limit = 1 });
        (page.Items.ShouldHaveSingleItem().At, page.Total).ShouldBe((20, 3));
    }

    private static AuditQuery Query => new(null, null, null, null, null, 0, 100);

    private ApiKey Key(string name, Role role, string id = "key_a") =>
        new() { Id = id, Name = name, Role = role, Hash = "hash of " + id, CreatedAt = Now };

    private Grant Grant(string hash, GrantKind kind) =>
        new() { Hash = hash, Kind = kind, Key = "key_a", CreatedAt = Now, ExpiresAt = Now + Second };

    private static UseTicket Use(string hash, string path, long now) => new(hash, path, now, now + (60 * Second));

    private static AuditRecord Audit(string action) => new() { At = 1, Action = action };

    private async Task<PageOf<AuditRecord>> ListAsync(AuditQuery query) => await Store.Access.AuditAsync(query, Cancel);
}
