/**
 * Looks again and again until `look` does not throw any more. What is given up after is a number of
 * looks, not a time: a process that hardly gets a turn on a full machine looks as rarely as it works.
 */
export async function eventually<T>(look: () => T | Promise<T>, mostLooks = 4_000): Promise<T> {
  for (let looks = 1; ; looks++) {
    try {
      return await look()
    } catch (error) {
      if (looks === mostLooks) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
