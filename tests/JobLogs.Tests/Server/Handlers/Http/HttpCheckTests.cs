using System.Text.Json;
using JobLogs.Server.Calls;
using JobLogs.Server.Handlers.Http;
using JobLogs.Server.Http;

namespace JobLogs.Tests.Server.Handlers.Http;

/// <summary>What is said of a call's parameters before a job is kept.</summary>
public sealed class HttpCheckTests
{
    [Theory]
    [InlineData("""{"url":"https://example.com/"}""")]
    [InlineData("""{"url":"http://例子.测试/路径?q=1","method":"POST","body":{"a":1},"headers":{"X-Api-Key":"k"},"expected_status":[200,"300-399"],"timeout_seconds":5,"max_redirects":0}""")]
    [InlineData("""{"url":"http://8.8.8.8/","expected_status":"200-204"}""")]
    [InlineData("""{"url":"https://example.com/","method":null,"body":null,"headers":null}""")]
    public void Good_parameters_are_taken(string parameters) => Check(parameters).ShouldBeEmpty();

    [Theory]
    [InlineData("""{}""", "url", "is required")]
    [InlineData("""{"url":7}""", "url", "must be a string")]
    [InlineData("""{"url":"/health"}""", "url", "http or https")]
    [InlineData("""{"url":"ftp://example.com/"}""", "url", "http or https")]
    [InlineData("""{"url":"file:///etc/passwd"}""", "url", "http or https")]
    [InlineData("""{"url":"http://me:secret@example.com/"}""", "url", "has a user")]
    [InlineData("""{"url":"http://127.0.0.1:9200/"}""", "url", "HTTP_ALLOWED_NETWORKS")]
    [InlineData("""{"url":"http://2130706433/"}""", "url", "HTTP_ALLOWED_NETWORKS")]
    [InlineData("""{"url":"http://0x7f.1/"}""", "url", "HTTP_ALLOWED_NETWORKS")]
    [InlineData("""{"url":"http://[::ffff:10.0.0.1]/"}""", "url", "HTTP_ALLOWED_NETWORKS")]
    [InlineData("""{"url":"http://169.254.169.254/latest/meta-data/"}""", "url", "HTTP_ALLOWED_NETWORKS")]
    [InlineData("""{"url":"https://example.com/","method":"get"}""", "method", "none of GET, HEAD")]
    [InlineData("""{"url":"https://example.com/","method":"CONNECT"}""", "method", "none of GET, HEAD")]
    [InlineData("""{"url":"https://example.com/","body":"x"}""", "body", "can't be sent with GET")]
    [InlineData("""{"url":"https://example.com/","headers":["a"]}""", "headers", "object of strings")]
    [InlineData("""{"url":"https://example.com/","headers":{"Host":"a"}}""", "headers", "the connection sets it")]
    [InlineData("""{"url":"https://example.com/","headers":{"Content-Type":"a/b"}}""", "headers", "no parameters.body")]
    [InlineData("""{"url":"https://example.com/","headers":{"A b":"a"}}""", "headers", "no name of a header")]
    [InlineData("""{"url":"https://example.com/","headers":{"A":"x\r\nB: y"}}""", "headers", "printable ASCII")]
    [InlineData("""{"url":"https://example.com/","expected_status":99}""", "expected_status", "from 100 to 599")]
    [InlineData("""{"url":"https://example.com/","expected_status":"299-200"}""", "expected_status", "from 100 to 599")]
    [InlineData("""{"url":"https://example.com/","expected_status":[]}""", "expected_status", "from 100 to 599")]
    [InlineData("""{"url":"https://example.com/","expected_status":"2xx"}""", "expected_status", "from 100 to 599")]
    [InlineData("""{"url":"https://example.com/","timeout_seconds":0}""", "timeout_seconds", "from 1 to")]
    [InlineData("""{"url":"https://example.com/","max_redirects":21}""", "max_redirects", "from 0 to 20")]
    [InlineData("""{"url":"https://example.com/","verify":false}""", "verify", "It has url, method")]
    public void What_is_wrong_is_said_of_the_parameter(string parameters, string field, string text) =>
        string.Join(' ', Check(parameters)[field]).ShouldContain(text);

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Check(string parameters)
    {
        var guard = new AddressGuard(new AllowedAddresses { Setting = HttpFeature.AddressesSetting });
        using var connections = new GuardedConnections(guard);
        var fields = new JsonFields(JsonElement.Parse(parameters), "parameters");
        new HttpHandler(guard, connections, TimeProvider.System).Check(fields);
        return fields.Problem()?.Errors ?? new Dictionary<string, IReadOnlyList<string>>();
    }
}
