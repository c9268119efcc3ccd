using System.Net;
using JobLogs.Server;
using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Handlers;
using JobLogs.Server.Hosting;
using JobLogs.Server.Hosting.Databases;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.Filters;
using JobLogs.Tests.Server.Access.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace JobLogs.Tests.Server.Hosting;

/// <summary>What a server is given beside what every server has.</summary>
public sealed class RegistrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-parts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("http", "'http' of jobs")]
    [InlineData("external", "jobs without a handler")]
    [InlineData("disk space", "snake_case")]
    [InlineData("Disk", "snake_case")]
    [InlineData("", "snake_case")]
    public async Task A_handlers_type_is_a_name_of_its_own(string type, string expected) =>
        (await RefusalAsync(services => services.AddSingleton<IJobHandler>(new Named.Handler(type)))).ShouldContain(expected);

    [Theory]
    [InlineData("slack", "'slack' of notifiers")]
    [InlineData("9", "snake_case")]
    public async Task A_notifiers_type_is_a_name_of_its_own(string type, string expected) =>
        (await RefusalAsync(services => services.AddSingleton<INotifier>(new Named.Notifier(type)))).ShouldContain(expected);

    [Theory]
    [InlineData("level", "have already")]
    [InlineData("job_run_id", "have already")]
    [InlineData("since_timestamp", "have already")]
    [InlineData("interval", "have already")]
    [InlineData("by", "have already")]
    [InlineData("format", "have already")]
    [InlineData("tail", "have already")]
    [InlineData("ticket", "have already")]
    [InlineData("job_id", "have already")]
    [InlineData("min-length", "snake_case")]
    public async Task A_fields_name_is_no_other_parameters(string name, string expected) =>
        (await RefusalAsync(services => services.AddSingleton<FilterField>(new Named.Field(name)))).ShouldContain(expected);

    [Fact]
    public async Task A_part_can_refuse_a_setting() =>
        (await Should.ThrowAsync<SettingException>(() => ServerBuilder.BuildAsync(
            ["--DATABASE_URL", $"sqlite:///{_folder}/joblogs.db", "--LOG_LEVEL", "CRITICAL"], TimeProvider.System, services => services.AddJobHandler<Named.Unset>())))
            .Message.ShouldBe("DISK_LIMIT: is missing.");

    [Fact]
    public async Task Two_fields_have_two_names() =>
        (await RefusalAsync(services => services.AddSingleton<FilterField>(new Named.Field("host")).AddSingleton<FilterField>(new Named.Field("host"))))
            .ShouldBe("Field has the name 'host', which Field has.");

    [Fact]
    public async Task A_scheme_is_one_providers_alone() =>
        (await RefusalAsync(services => services.AddSingleton<IStoreProvider>(new Named.Provider("SQLite"))))
            .ShouldBe("Provider has the scheme 'SQLite' of DATABASE_URL, which SqliteProvider has.");

    [Fact]
    public async Task An_address_of_no_kind_names_the_kinds_that_there_are()
    {
        var refusal = await Should.ThrowAsync<SettingException>(() => ServerBuilder.BuildAsync(
            ["--DATABASE_URL", "mysql://here"], TimeProvider.System, services => services.AddSingleton<IStoreProvider>(new Named.Provider("nowhere"))));

        refusal.Message.ShouldStartWith("DATABASE_URL: is no address of a database; write sqlite:///");
        refusal.Message.ShouldEndWith("sslmode=verify-full or nowhere:somewhere.");
    }

    [Fact]
    public async Task An_added_provider_opens_its_addresses() =>
        (await Should.ThrowAsync<StoreUnavailableException>(() => ServerBuilder.BuildAsync(
            ["--DATABASE_URL", "Nowhere:x"], TimeProvider.System, services => services.AddSingleton<IStoreProvider>(new Named.Provider("nowhere")))))
            .Message.ShouldBe("It is of tests alone.");

    [Fact]
    public async Task Added_types_stand_where_the_others_stand()
    {
        await using var server = await WholeServer.StartAsync(
            services => services.AddSingleton<IJobHandler>(new Named.Handler("disk_space")).AddSingleton<INotifier>(new Named.Notifier("ntfy")));

        var (_, system, _) = await server.SendAsync(HttpMethod.Get, "/api/system");
        system.GetProperty("job_types").EnumerateArray().Select(type => type.GetString()).ShouldBe(["command", "disk_space", "external", "http", "paper_search"]);
        var (_, job, _) = await server.SendAsync(HttpMethod.Post, "/api/cronjobs", body: new { name = "a", type = "disk", cron_expression = "0 0 * * *" });
        job.GetProperty("errors").GetProperty("type")[0].GetString()!.ShouldContain("disk_space");
        var (_, notifier, _) = await server.SendAsync(HttpMethod.Post, "/api/notifiers", body: new { name = "a", type = "telephone", settings = new { } });
        notifier.GetProperty("errors").GetProperty("type")[0].GetString()!.ShouldContain("ntfy");
        (await server.SendAsync(HttpMethod.Post, "/api/notifiers", body: new { name = "a", type = "ntfy", settings = new { } })).Status.ShouldBe(HttpStatusCode.Created);
    }

    private async Task<string> RefusalAsync(Action<IServiceCollection> extend) => (await Should.ThrowAsync<RegistrationException>(
        () => ServerBuilder.BuildAsync(["--DATABASE_URL", $"sqlite:///{_folder}/joblogs.db", "--LOG_LEVEL", "CRITICAL"], TimeProvider.System, extend))).Message;
}
