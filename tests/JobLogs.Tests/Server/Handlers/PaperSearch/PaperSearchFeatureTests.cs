using JobLogs.Server.Handlers;
using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Handlers.PaperSearch.Feeds;
using JobLogs.Storage;
using JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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

    [Fact]
    public async Task Names_every_setting_that_is_wrong()
    {
        await using var services = Build(
            ("PAPER_SEARCH_SOURCE", "google"), ("PAPER_SEARCH_ARXIV_URL", "ftp://export.arxiv.org/api/query"));

        var failures = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<PaperSearchOptions>>().Value).Failures.ToArray();

        failures.Length.ShouldBe(2);
        failures[0].ShouldBe("PAPER_SEARCH_SOURCE is 'google'; it must be auto, arxiv, folder or sample.");
        failures[1].ShouldStartWith("PAPER_SEARCH_ARXIV_URL is 'ftp://export.arxiv.org/api/query'; it must be");
    }

    [Theory]
    [InlineData("", "must name a folder")]
    [InlineData("/no/such/folder", "is '/no/such/folder', and there is no such folder")]
    public async Task Asks_for_a_folder_that_exists(string folder, string complaint)
    {
        await using var services = Build(("PAPER_SEARCH_SOURCE", "folder"), ("PAPER_SEARCH_FOLDER", folder));

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<PaperSearchOptions>>().Value)
            .Failures.ShouldHaveSingleItem().ShouldStartWith("PAPER_SEARCH_FOLDER " + complaint);
    }

    [Theory]
    [InlineData("https://export.arxiv.org/api/query?x=1")]
    [InlineData("https://me@export.arxiv.org/api/query")]
    [InlineData("export.arxiv.org")]
    public async Task Refuses_an_address_that_could_not_work(string address)
    {
        await using var services = Build(("PAPER_SEARCH_ARXIV_URL", address));

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<PaperSearchOptions>>().Value)
            .Failures.ShouldHaveSingleItem().ShouldContain(address);
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var shelf = new PaperShelf();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
                .Build())
            .AddSingleton<IPaperStore>(shelf)
            .AddSingleton<IPaperKeeper>(shelf)
            .AddPaperSearch()
            .BuildServiceProvider();
    }
}
