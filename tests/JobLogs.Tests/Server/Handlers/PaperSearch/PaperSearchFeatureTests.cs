using JobLogs.Server.Handlers;
using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Handlers.PaperSearch.Feeds;
using JobLogs.Server.Ingest;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JobLogs.Tests.Server.Handlers.PaperSearch;

public sealed class PaperSearchFeatureTests
{
    [Fact]
    public async Task Adds_the_handler_of_paper_search()
    {
        await using var services = Build();

        services.GetRequiredService<IJobHandler>().Type.ShouldBe("paper_search");
    }

    [Fact]
    public async Task Decides_by_itself_when_nothing_is_set()
    {
        await using var services = Build();

        services.GetRequiredService<ISourceChooser>().ShouldBeOfType<AutoSource>();
    }

    [Theory]
    [InlineData("sample", "sample")]
    [InlineData(" Sample ", "sample")]
    [InlineData("arxiv", "arxiv")]
    [InlineData("folder", "folder")]
    public async Task Takes_the_source_that_is_set(string setting, string origin)
    {
        await using var services = Build(("PAPER_SEARCH_SOURCE", setting), ("PAPER_SEARCH_FOLDER", Path.GetTempPath()));

        var choice = await services.GetRequiredService<ISourceChooser>().ChooseAsync(TestContext.Current.CancellationToken);

        (choice.Source.Origin.ToName(), choice.FallbackReason).ShouldBe((origin, null));
    }

    [Fact]
    public async Task Takes_arxiv_where_it_can_be_reached()
    {
        await using var arxiv = await FakeArxiv.StartAsync(total: 1);
        await using var services = Build(("PAPER_SEARCH_ARXIV_URL", arxiv.Api.ToString()));

        var choice = await services.GetRequiredService<ISourceChooser>().ChooseAsync(TestContext.Current.CancellationToken);

        (choice.Source.Origin, choice.FallbackReason).ShouldBe((PaperOrigin.Arxiv, null));
    }

    [Fact]
    public async Task Takes_the_sample_and_says_why_where_arxiv_can_not_be_reached()
    {
        await using var services = Build(("PAPER_SEARCH_ARXIV_URL", "http://arxiv.invalid/api/query"));

        var choice = await services.GetRequiredService<ISourceChooser>().ChooseAsync(TestContext.Current.CancellationToken);

        choice.Source.ShouldBeOfType<SampleSource>();
        choice.FallbackReason.ShouldNotBeNull().ShouldContain("arxiv.invalid");
    }

    [Theory]
    [InlineData("PAPER_SEARCH_SOURCE", "google")]
    [InlineData("PAPER_SEARCH_ARXIV_URL", "https://export.arxiv.org/api/query?x=1")]
    [InlineData("PAPER_SEARCH_ARXIV_URL", "https://me@export.arxiv.org/api/query")]
    [InlineData("PAPER_SEARCH_ARXIV_URL", "ftp://export.arxiv.org/api/query")]
    [InlineData("PAPER_SEARCH_ARXIV_URL", "export.arxiv.org")]
    public void Names_the_setting_that_is_wrong(string key, string value)
    {
        var message = Should.Throw<SettingException>(() => Build((key, value))).Message;

        message.ShouldStartWith($"{key}: '{value}' is no ");
    }

    [Theory]
    [InlineData(" ", "PAPER_SEARCH_FOLDER: PAPER_SEARCH_SOURCE=folder needs a folder of Atom files, as in PAPER_SEARCH_FOLDER=./papers.")]
    [InlineData("/no/such/folder", "PAPER_SEARCH_FOLDER: there is no folder '/no/such/folder'.")]
    public void Asks_for_a_folder_that_exists(string folder, string message) => Should
        .Throw<SettingException>(() => Build(("PAPER_SEARCH_SOURCE", "folder"), ("PAPER_SEARCH_FOLDER", folder)))
        .Message.ShouldBe(message);

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var shelf = new PaperShelf();
        return new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IPaperStore>(shelf)
            .AddSingleton<IStoreQueue>(shelf)
            .AddPaperSearch(configuration)
            .BuildServiceProvider();
    }
}
