import { useState } from 'preact/hooks'
import type { Cloud } from '../../../../shared/resource.ts'
import { type FieldErrors, firstValues, type KeyFile, type Values } from './form.ts'

/** The form: what is typed, what is wrong with it. */
export type Form = {
  readonly values: Values
  readonly key: KeyFile | undefined
  readonly errors: FieldErrors
  readonly set: (name: string, value: string) => void
  readonly setKey: (key: KeyFile | undefined, error?: string) => void
  readonly setErrors: (errors: FieldErrors) => void
  readonly forget: () => void
}

/**
 * What is typed outlives a reload of the tab, the external id above all: the role may have been made with it meanwhile.
 * Secrets are kept nowhere.
 */
export function useForm(cloud: Cloud): Form {
  const place = `plumbline.connect.${cloud}`
  const [values, setValues] = useState<Values>(() => kept(place) ?? keep(place, firstValues(cloud)))
  const [key, setKey] = useState<KeyFile>()
  const [errors, setErrors] = useState<FieldErrors>({})
  const mend = (name: string, error = '') => setErrors((before) => ({ ...before, [name]: error }))
  return {
    values,
    key,
    errors,
    set: (name, value) => {
      setValues((before) => keep(place, { ...before, [name]: value }))
      mend(name)
    },
    setKey: (next, error) => {
      setKey(next)
      mend('key', error)
    },
    setErrors,
    forget: () => sessionStorage.removeItem(place),
  }
}

const secrets = ['clientSecret']

function keep(place: string, values: Values): Values {
  const open = Object.entries(values).filter(([name]) => !secrets.includes(name))
  sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(open)))
  return values
}

function kept(place: string): Values | undefined {
  try {
    const values: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    return values !== null && typeof values === 'object' ? (values as Values) : undefined
  } catch {
    return undefined
  }
}
