using System.Text;
using JobLogs.Storage.Elasticsearch;
using JobLogs.Storage.Tests.Elasticsearch.Faults;

namespace JobLogs.Storage.Tests.Elasticsearch.Security;

/// <summary>A password goes to the server and nowhere else.</summary>
public sealed class PasswordTests
{
    private const string Password = "s3cret: p@ss\"wörd";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_sent_as_basic_authentication_and_not_told_when_it_is_refused()
    {
        await using var proxy = new FaultProxy(new Uri("http://127.0.0.1:9"), "/", Fault.Status(401, """{"error":{"type":"security_exception","reason":"unable to authenticate user [elastic]"}}"""));
        var options = new ElasticsearchOptions { Hosts = [proxy.Address], Username = "elastic", Password = Password };
        using var copy = new ElasticsearchCopy(options, new TextNames(), TimeProvider.System);

        var refusal = await Should.ThrowAsync<StoreUnavailableException>(async () => await copy.DescribeAsync(Cancel));

        refusal.Code.ShouldBe("copy_denied");
        refusal.ToString().ShouldNotContain("s3cret");
        refusal.Message.ShouldContain("ELASTICSEARCH_PASSWORD");
        proxy.Requests.Single().Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("elastic:" + Password)));
    }

    [Fact]
    public async Task Is_not_told_when_nobody_answers()
    {
        var options = new ElasticsearchOptions { Hosts = [new Uri("http://127.0.0.1:9")], Username = "elastic", Password = Password };
        using var copy = new ElasticsearchCopy(options, new TextNames(), TimeProvider.System);

        (await Should.ThrowAsync<StoreUnavailableException>(async () => await copy.DescribeAsync(Cancel))).ToString().ShouldNotContain("s3cret");
    }
}
