using JobLogs.Storage.Elasticsearch;
using JobLogs.Storage.Tests.Sqlite;
using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch.Security;

/// <summary>Whom the copy trusts.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string CaFile => _folder.Database + ".pem";

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_server_that_the_CA_file_vouches_for_is_trusted()
    {
        await File.WriteAllTextAsync(CaFile, _authority.Pem, Cancel);
        await using var proxy = new TlsProxy(await SearchServers.SharedAsync(SearchProduct.OpenSearch), _authority.Issue("localhost"));
        using var copy = Copy(proxy, CaFile);

        (await copy.DescribeAsync(Cancel)).Product.ShouldBe("opensearch");
    }

    [Fact]
    public Task A_server_that_nobody_vouches_for_is_not_trusted() => ShouldNotTrust("localhost", 10, caFile: false);

    [Fact]
    public Task A_server_with_another_name_is_not_trusted() => ShouldNotTrust("search.example.org", 10, caFile: true);

    [Fact]
    public Task A_certificate_that_has_run_out_is_not_trusted() => ShouldNotTrust("localhost", -1, caFile: true);

    [Fact]
    public async Task With_a_CA_file_nobody_else_is_trusted()
    {
        using var other = new TestAuthority();
        await File.WriteAllTextAsync(CaFile, other.Pem, Cancel);
        await using var proxy = new TlsProxy(new Uri("http://127.0.0.1:9"), _authority.Issue("localhost"));
        using var copy = Copy(proxy, CaFile);

        await ShouldRefuse(copy);
    }

    [Fact]
    public async Task A_CA_file_without_a_certificate_is_told_at_once()
    {
        await File.WriteAllTextAsync(CaFile, "nothing", Cancel);

        Should.Throw<InvalidOperationException>(() => Options(CaFile)).Message.ShouldContain("has no certificate in it");
        Should.Throw<InvalidOperationException>(() => Options(CaFile + ".missing")).Message.ShouldContain("can't be read");

        static ElasticsearchCopy Options(string caFile) =>
            new(new ElasticsearchOptions { Hosts = [new Uri("https://localhost:1")], CaFile = caFile }, new TextNames(), TimeProvider.System);
    }

    private async Task ShouldNotTrust(string name, int validForDays, bool caFile)
    {
        await File.WriteAllTextAsync(CaFile, _authority.Pem, Cancel);
        await using var proxy = new TlsProxy(new Uri("http://127.0.0.1:9"), _authority.Issue(name, validForDays));
        using var copy = Copy(proxy, caFile ? CaFile : null);

        await ShouldRefuse(copy);
    }

    private static async Task ShouldRefuse(ElasticsearchCopy copy)
    {
        var refusal = await Should.ThrowAsync<StoreUnavailableException>(async () => await copy.DescribeAsync(Cancel));
        refusal.Message.ShouldContain("certificate");
    }

    private static ElasticsearchCopy Copy(TlsProxy proxy, string? caFile) =>
        new(new ElasticsearchOptions { Hosts = [proxy.Address], CaFile = caFile }, new TextNames(), TimeProvider.System);
}
