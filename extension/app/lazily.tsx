import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { toProblem } from './read.ts'

/**
 * A component that is fetched when it is first drawn: what is not on the first screen does not hold that up. Nothing is
 * shown for that moment, and why it could not be fetched where it could not.
 */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let fetched: ComponentType<P> | undefined

  return function Lazy(props: P) {
    const [Shown, setShown] = useState<ComponentType<P> | undefined>(() => fetched)
    const [problem, setProblem] = useState<string>()
    useEffect(() => {
      if (fetched) return undefined
      let isHere = true
      load().then(
        (component) => {
          fetched = component
          if (isHere) setShown(() => component)
        },
        (error: unknown) => isHere && setProblem(toProblem(error).message),
      )
      return () => {
        isHere = false
      }
    }, [])
    if (Shown) return <Shown {...props} />
    return problem ? <p role="alert">{problem}</p> : null
  }
}
