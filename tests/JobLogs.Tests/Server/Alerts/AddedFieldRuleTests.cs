using JobLogs.Tests.Server.Logs;

namespace JobLogs.Tests.Server.Alerts;

public sealed class AddedFieldRuleTests : IAsyncLifetime
{
    private AlertHouse _house = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await AlertHouse.OpenAsync();
        _house.Fields.Add(new MinLengthField());
        _house.Restart();
        await _house.RuleAsync("log_match", """{"filter": {"min_length": 10}, "more_than": 0}""");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_rule_counts_what_an_added_field_matches()
    {
        var run = await _house.RunAsync(await _house.JobAsync());
        await _house.WriteAsync(run, "short");
        await _house.LookAsync();
        (await _house.AllAsync()).ShouldBeEmpty();

        await _house.WriteAsync(run, "a long message");
        await _house.LookAsync();
        (await _house.StatesAsync()).ShouldBe([true]);
    }

    [Fact]
    public async Task A_rule_whose_field_the_server_was_not_given_counts_nothing_rather_than_everything()
    {
        _house.Fields.Clear();
        _house.Restart();

        var run = await _house.RunAsync(await _house.JobAsync());
        await _house.WriteAsync(run, "a long message");
        await _house.LookAsync();

        (await _house.AllAsync()).ShouldBeEmpty();
    }
}
