using JobLogs.Storage.Elasticsearch;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class ElasticsearchOptionsTests
{
    private static readonly Uri Local = new("http://localhost:9200");

    public static TheoryData<ElasticsearchOptions, string> Wrong { get; } = new()
    {
        { new ElasticsearchOptions { Hosts = [] }, "Hosts is empty" },
        { new ElasticsearchOptions { Hosts = [new Uri("https://elastic:s3cret@search:9200")] }, "carries a user name" },
        { new ElasticsearchOptions { Hosts = [new Uri("ftp://search")] }, "'ftp' is no scheme" },
        { new ElasticsearchOptions { Hosts = [new Uri("search", UriKind.Relative)] }, "is no address" },
        { new ElasticsearchOptions { Hosts = [Local], Password = "x" }, "without a user name" },
        { new ElasticsearchOptions { Hosts = [Local], Username = "a:b", Password = "x" }, "colon" },
        { new ElasticsearchOptions { Hosts = [Local], CaFile = "ca.pem" }, "write https://localhost:9200" },
        { new ElasticsearchOptions { Hosts = [Local], IndexPrefix = "Job-Logs" }, "'Job-Logs' can't begin" },
        { new ElasticsearchOptions { Hosts = [Local], IndexPrefix = "-x" }, "'-x' can't begin" },
        { new ElasticsearchOptions { Hosts = [Local], IndexPrefix = "a*" }, "'a*' can't begin" },
        { new ElasticsearchOptions { Hosts = [Local], Shards = 0 }, "Shards is 0" },
        { new ElasticsearchOptions { Hosts = [Local], Replicas = "two" }, "'two'" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_is_wrong_is_told_and_no_password_shown(ElasticsearchOptions options, string told)
    {
        var fault = options.Faults().ShouldHaveSingleItem();

        fault.ShouldContain(told);
        fault.ShouldNotContain("s3cret");
        Should.Throw<InvalidOperationException>(() => new ElasticsearchCopy(options, new TextNames(), TimeProvider.System)).Message.ShouldBe(fault);
    }

    [Fact]
    public void The_ordinary_ones_are_right() =>
        new ElasticsearchOptions { Hosts = [Local, new Uri("https://search.example.org/es/")], Username = "elastic", Password = "s3cret" }.Faults().ShouldBeEmpty();
}
