using JobLogs.Storage.Tests.Contracts;
using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class OpenSearchReadingTests : LogReadingContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => CopiedStore.OpenAsync(SearchProduct.OpenSearch);
}
